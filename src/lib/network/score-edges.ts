import type { Coincidences } from "./coincidences.js";
import { countAccounts } from "./count-accounts.js";
import { objectStarts, secondsInDay, type Shares } from "./shares.js";

/** Pairs of accounts that shared at least two objects at the same moments of a span, by pair. */
export interface ScoredEdges {
  /** Numbers of pairs, as in the coincidences they were scored from. */
  readonly pair: Int32Array;
  /** Σ 1/ln(2 + popularity) over distinct objects. */
  readonly score: Float64Array;
  /** Distinct objects. */
  readonly objects: Int32Array;
  /** Days of the first and the last coincidence. */
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Scores the edges of spans of days over the same shares. */
export interface EdgeScorer {
  /** @param from, to days, both included */
  score(from: number, to: number): ScoredEdges;
  /** Distinct accounts that shared each of the objects that anyone coincided on in the last span scored; 0 for others. */
  readonly popularity: Int32Array;
}

/**
 * Scores pairs of accounts by the objects that they shared at the same moments, rare objects counting more (after Adamic and Adar 2003,
 * Social Networks 25:211–230, with a finite weight for an object of one account): Σ 1/ln(2 + popularity) over distinct objects, popularity
 * being the distinct accounts that shared the object in the span. A pair with fewer than two objects has no edge.
 */
export function edgeScorer(shares: Shares, met: Coincidences): EdgeScorer {
  const starts = objectStarts(shares);
  const popularity = new Int32Array(shares.objects);
  const seen = new Int32Array(shares.accounts);
  const pairs = met.a.length;
  const [score, objects] = [new Float64Array(pairs), new Int32Array(pairs)];
  const [lastObject, first, last] = [new Int32Array(pairs), new Int32Array(pairs), new Int32Array(pairs)];
  let turn = 0;
  return {
    popularity,
    score(from, to) {
      popularity.fill(0);
      score.fill(0);
      objects.fill(0);
      lastObject.fill(-1);
      for (let row = 0; row < met.pair.length; row++) {
        const day = Math.floor((met.at[row] ?? 0) / secondsInDay);
        if (day < from || day > to) continue;
        const [pair, object] = [met.pair[row] ?? 0, met.object[row] ?? 0];
        if (objects[pair] === 0 || day < (first[pair] ?? 0)) first[pair] = day;
        if (objects[pair] === 0 || day > (last[pair] ?? 0)) last[pair] = day;
        if (lastObject[pair] === object) continue;
        lastObject[pair] = object;
        if (popularity[object] === 0)
          popularity[object] = countAccounts(shares, starts, object, from, to, seen, ++turn);
        score[pair] = (score[pair] ?? 0) + 1 / Math.log(2 + (popularity[object] ?? 0));
        objects[pair] = (objects[pair] ?? 0) + 1;
      }
      const found: number[] = [];
      for (let pair = 0; pair < pairs; pair++) if ((objects[pair] ?? 0) >= 2) found.push(pair);
      const pair = Int32Array.from(found);
      return {
        pair,
        score: Float64Array.from(pair, (number) => score[number] ?? 0),
        objects: pair.map((number) => objects[number] ?? 0),
        first: pair.map((number) => first[number] ?? 0),
        last: pair.map((number) => last[number] ?? 0),
      };
    },
  };
}
