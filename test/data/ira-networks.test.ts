import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { communities } from "../../data-loaders/detect/networks/communities.js";
import { numberAccounts, readShares } from "../../data-loaders/detect/networks/read-shares.js";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { coincidences, type Coincidences } from "../../src/lib/network/coincidences.js";
import { normalizedMutualInformation } from "../../src/lib/network/nmi.js";
import { purity } from "../../src/lib/network/purity.js";
import { edgeScorer, type ScoredEdges } from "../../src/lib/network/score-edges.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";

const data = join(dataRoot, "ira_demo");
const hours = 3600;

interface Point {
  readonly cut: number;
  readonly accounts: number;
  readonly communities: number;
  readonly purity: number;
  readonly nmi: number;
}

describe.skipIf(!existsSync(data))(`networks of the IRA's accounts by shared texts${needs(data)}`, () => {
  let engine: Engine;
  let categories: Map<number, string>;
  let met: Coincidences;
  let edges: ScoredEdges;

  beforeAll(async () => {
    engine = await loadExample("ira", data);
    const span = await numberAccounts(engine);
    const shares = await readShares(engine, span, ["text"]);
    met = coincidences(shares, { window: 24 * hours, maxPairs: 20_000_000 });
    edges = edgeScorer(shares, met).score(0, span.last - span.first);
    const rows = await engine.query<{ account: number; category: string }>(
      "SELECT n.account, a.x_category AS category FROM network_accounts n JOIN accounts a USING (account_id)",
    );
    categories = new Map(rows.map(({ account, category }) => [account, category]));
  }, 60_000);
  afterAll(() => engine?.close());

  function atCut(cut: number): Point {
    const kept = [...edges.pair.keys()].filter((edge) => edges.score[edge]! >= cut);
    const found = communities(
      categories.size,
      {
        a: kept.map((edge) => met.a[edges.pair[edge]!]!),
        b: kept.map((edge) => met.b[edges.pair[edge]!]!),
        weight: kept.map((edge) => edges.score[edge]!),
      },
      2,
    );
    const community = found.flatMap((members, index) => Array.from(members, () => index));
    const label = found.flatMap((members) => Array.from(members, (account) => categories.get(account)!));
    return {
      cut,
      accounts: community.length,
      communities: found.length,
      purity: purity(community, label),
      nmi: normalizedMutualInformation(community, label),
    };
  }

  test("no share was left out", () => expect(met.prunedShares).toBe(0));

  test("agree with what the accounts were for, at every coverage; at 1,035 accounts with purity .984 and NMI above .564", () => {
    const scores = edges.score.toSorted();
    const shares = [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98];
    const curve = shares.map((share) => atCut(scores[Math.floor(share * scores.length)]!));
    let [low, high] = [0, scores.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (covered(scores[middle]!) >= 1035) low = middle;
      else high = middle - 1;
    }
    const goal = atCut(scores[low]!);
    for (const point of [...curve, goal].sort((a, b) => a.cut - b.cut))
      process.stdout.write(
        `IRA, shared texts within 24 h: score ≥ ${point.cut.toFixed(3)}: ${point.accounts} accounts in ${point.communities} communities, purity ${point.purity.toFixed(4)}, NMI ${point.nmi.toFixed(3)}\n`,
      );
    expect(goal.accounts).toBeGreaterThanOrEqual(1035);
    expect(goal.purity).toBeGreaterThanOrEqual(0.984);
    expect(goal.nmi).toBeGreaterThan(0.564);
    for (const { purity: share } of curve) expect(share).toBeGreaterThan(0.8);
  });

  function covered(cut: number): number {
    const accounts = new Set<number>();
    for (const [edge, pair] of edges.pair.entries())
      if (edges.score[edge]! >= cut) accounts.add(met.a[pair]!).add(met.b[pair]!);
    return accounts.size;
  }
});
