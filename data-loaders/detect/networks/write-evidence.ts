import type { Coincidences } from "../../../src/lib/network/coincidences.js";
import { sharedMoments, type AskedEdge } from "../../../src/lib/network/shared-moments.js";
import type { Shares } from "../../../src/lib/network/shares.js";
import type { Engine } from "../../engine/engine.js";
import { largestStep, type FollowedNetwork } from "./follow-networks.js";
import { windowDays } from "./snapshot-days.js";

export interface EvidenceOptions {
  readonly shares: Shares;
  /** What the edges were scored from. */
  readonly met: Coincidences;
  /** Day since 1970 that the shares' seconds count from. */
  readonly first: number;
  /** Seconds. */
  readonly window: number;
  readonly evidence: { readonly edges: number; readonly objects: number };
}

const columns = ["cluster_id", "a", "b", "object", "a_at", "b_at", "popularity"];

/**
 * Writes what the strongest edges between accounts are made of, of the snapshot in which each network was largest, as texts to the temporary
 * table `network_evidence_rows`; accounts and objects are their numbers.
 */
export async function writeEvidence(
  engine: Engine,
  networks: readonly FollowedNetwork[],
  { shares, met, first, window, evidence }: EvidenceOptions,
): Promise<void> {
  await engine.execute(
    `CREATE OR REPLACE TEMP TABLE network_evidence_rows (${columns.map((name) => `"${name}" VARCHAR`).join(", ")})`,
  );
  const asked: (AskedEdge & { readonly id: string })[] = networks.flatMap((network) =>
    strongest(network, first, evidence.edges),
  );
  const moments = sharedMoments(shares, met, asked, { window, most: evidence.objects });
  const time = (second: number): string =>
    new Date((first * 86_400 + second) * 1000).toISOString().slice(0, 19).replace("T", " ");
  const rows = moments.map(({ edge, object, a, b, popularity }) => {
    const { id = "", a: one = 0, b: other = 0 } = asked[edge] ?? {};
    return [id, String(one), String(other), String(object), time(a), time(b), String(popularity)];
  });
  await engine.append("network_evidence_rows", inOneBatch(rows));
}

function strongest(
  network: FollowedNetwork,
  first: number,
  most: number,
): (AskedEdge & { readonly id: string })[] {
  const largest = largestStep(network);
  if (largest === null || largest.found.method !== "co_sharing") return [];
  const { a, b, weight } = largest.found.edges;
  const to = Date.parse(`${largest.date}T00:00:00Z`) / 86_400_000 - first;
  return Array.from(weight.keys())
    .sort(
      (one, other) =>
        (weight[other] ?? 0) - (weight[one] ?? 0) ||
        (a[one] ?? 0) - (a[other] ?? 0) ||
        (b[one] ?? 0) - (b[other] ?? 0),
    )
    .slice(0, most)
    .map((edge) => ({
      id: network.id,
      a: a[edge] ?? 0,
      b: b[edge] ?? 0,
      from: to - windowDays + 1,
      to,
    }));
}

async function* inOneBatch<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}
