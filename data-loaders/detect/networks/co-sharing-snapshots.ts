import { coincidences, type Coincidences } from "../../../src/lib/network/coincidences.js";
import { dealTimes } from "../../../src/lib/network/deal-times.js";
import { edgeScorer, type ScoredEdges } from "../../../src/lib/network/score-edges.js";
import { scoreCut, type Cut } from "../../../src/lib/network/score-cut.js";
import type { Shares } from "../../../src/lib/network/shares.js";
import { communities } from "./communities.js";
import type { FoundNetwork, FoundSnapshot } from "./found-network.js";
import type { Span } from "./read-shares.js";
import { snapshotWeeks, sundayOf, weekOf, windowDays } from "./snapshot-days.js";

export interface CoSharingSettings {
  /** Seconds. */
  readonly window: number;
  readonly maxPairs: number;
  /** Edges that chance may leave, as a share of the real ones. */
  readonly chance: number;
  readonly seed: number;
}

export interface CoSharingSnapshots {
  readonly snapshots: readonly FoundSnapshot[];
  readonly cut: Cut;
  readonly met: Coincidences;
}

/**
 * Networks of accounts that share rare objects at the same moments, a snapshot of 28 days every Sunday. Edges below the score at which chance
 * leaves too many are left out: one cut for all snapshots.
 *
 * @param span the shares' seconds count from its first day
 */
export function coSharingSnapshots(
  shares: Shares,
  { first, last }: Span,
  { window, maxPairs, chance, seed }: CoSharingSettings,
): CoSharingSnapshots {
  const met = coincidences(shares, { window, maxPairs });
  const active = Array.from(met.at, (second) => weekOf(first + Math.floor(second / 86_400)));
  const days = snapshotWeeks(active, weekOf(last)).map(sundayOf);
  const scorer = edgeScorer(shares, met);
  const scored = days.map((day) => scorer.score(day - first - windowDays + 1, day - first));
  const dealtShares = dealTimes(shares, seed);
  const dealtMet = coincidences(dealtShares, { window, maxPairs });
  const dealtScorer = edgeScorer(dealtShares, dealtMet);
  const dealt = days.map((day) => dealtScorer.score(day - first - windowDays + 1, day - first));
  const cut = scoreCut({ real: scoresOf(scored), dealt: scoresOf(dealt) }, chance);
  const snapshots = days.map((day, index) => ({
    day,
    networks: networksOf(shares.accounts, met, scored[index], cut.score ?? Number.POSITIVE_INFINITY),
  }));
  return { snapshots, cut, met };
}

function scoresOf(edges: readonly ScoredEdges[]): Float64Array {
  const all = new Float64Array(edges.reduce((sum, { score }) => sum + score.length, 0));
  let at = 0;
  for (const { score } of edges) {
    all.set(score, at);
    at += score.length;
  }
  return all;
}

function networksOf(
  accounts: number,
  met: Coincidences,
  scored: ScoredEdges | undefined,
  cut: number,
): FoundNetwork[] {
  if (scored === undefined) return [];
  const kept = Int32Array.from(scored.pair.keys()).filter((edge) => (scored.score[edge] ?? 0) >= cut);
  const a = kept.map((edge) => met.a[scored.pair[edge] ?? 0] ?? 0);
  const b = kept.map((edge) => met.b[scored.pair[edge] ?? 0] ?? 0);
  const weight = Float64Array.from(kept, (edge) => scored.score[edge] ?? 0);
  return communities(accounts, { a, b, weight }).map((members) => {
    const place = new Map(Array.from(members, (member, index) => [member, index]));
    const own = Int32Array.from(kept.keys()).filter(
      (edge) => place.has(a[edge] ?? -1) && place.has(b[edge] ?? -1),
    );
    const scores = new Float64Array(members.length);
    const degrees = new Int32Array(members.length);
    for (const edge of own)
      for (const end of [a[edge], b[edge]]) {
        const at = place.get(end ?? -1) ?? 0;
        scores[at] = (scores[at] ?? 0) + (weight[edge] ?? 0);
        degrees[at] = (degrees[at] ?? 0) + 1;
      }
    return {
      method: "co_sharing",
      signal: "share",
      members,
      scores,
      degrees,
      edges: {
        a: own.map((edge) => a[edge] ?? 0),
        b: own.map((edge) => b[edge] ?? 0),
        weight: Float64Array.from(own, (edge) => weight[edge] ?? 0),
        objects: own.map((edge) => scored.objects[kept[edge] ?? 0] ?? 0),
      },
      density: own.length / ((members.length * (members.length - 1)) / 2),
    };
  });
}
