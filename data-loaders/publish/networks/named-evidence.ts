import { commonOf } from "../../../src/lib/network/evidence.js";
import type { NetworksArtifact } from "../../../src/lib/network/artifact.js";
import type { Engine } from "../../engine/engine.js";
import { readEvidence } from "./read-evidence.js";

/** Pairs of a network that are told. */
const pairsTold = 50;

/** What the strongest pairs of a network have in common, by names: for the result of a command. */
export interface NamedEvidence {
  readonly network: string;
  /** First and last of the 28 days. */
  readonly from: string;
  readonly until: string;
  /** Strongest first. */
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly score: number;
    /** In all; `shared` may hold fewer. */
    readonly objects: number;
    readonly shared: readonly {
      readonly kind: string;
      readonly object: string;
      readonly popularity: number;
      /** `YYYY-MM-DDTHH:MM:SSZ` */
      readonly aAt: string;
      readonly bAt: string;
    }[];
  }[];
  /** Pairs that are not told. */
  readonly left: number;
}

/** Reads the evidence of the networks that have a page of their own, of the week in which each was largest. */
export async function readNamedEvidence(
  engine: Engine,
  { networks, detailed }: NetworksArtifact,
): Promise<NamedEvidence[]> {
  const told: NamedEvidence[] = [];
  for (const id of detailed) {
    const until = networks.find((network) => network.id === id)?.peak.date ?? "";
    const members = await engine.query<{ name: string }>(
      "SELECT account_id AS name FROM cluster_members WHERE cluster_id = $1 AND snapshot_date = CAST($2 AS DATE) ORDER BY score DESC, account_id",
      [id, until],
    );
    const names = members.map(({ name }) => name);
    const evidence = await readEvidence(engine, { id, until, names, hasText: false });
    const start = Date.parse(`${evidence.from}T00:00:00Z`);
    const time = (second: number): string =>
      new Date(start + second * 1000).toISOString().replace(".000Z", "Z");
    const pairs = evidence.pairs.slice(0, pairsTold);
    told.push({
      network: id,
      from: evidence.from,
      until,
      pairs: pairs.map(({ a, b, score, objects }) => ({
        a: names[a] ?? "",
        b: names[b] ?? "",
        score,
        objects,
        shared: (commonOf(evidence, a, b)?.rows ?? []).map(({ object, a: at, b: then }) => ({
          kind: object.kind,
          object: object.object,
          popularity: object.popularity,
          aAt: time(at),
          bAt: time(then),
        })),
      })),
      left: evidence.pairs.length - pairs.length + evidence.left.pairs,
    });
  }
  return told;
}
