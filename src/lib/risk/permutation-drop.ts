import { averagePrecision } from "../statistics/average-precision.js";
import { seededRandom, shuffled } from "../statistics/random.js";
import { type HeldOut, heldOutLogOdds } from "./cross-validate.js";
import type { Examples } from "./examples.js";
import { logOddsChange, scoreOfLogOdds } from "./score.js";

/** What average precision loses where a group of features says nothing. */
export interface Drop {
  readonly group: string;
  readonly drop: number;
}

/**
 * Permutation importance (Breiman 2001, Machine Learning 45:5–32): how far average precision over held-out accounts falls when the
 * features of a group are exchanged among these, together, so that what they say of each other stays. The greatest drop first.
 *
 * @param groups the group of each feature, in the models' order
 */
export function permutationDrops(
  examples: Examples,
  parts: readonly HeldOut[],
  groups: readonly string[],
  seed: number,
): Drop[] {
  const { columns, labels, weights } = examples;
  const logOdds = heldOutLogOdds(parts, columns);
  const precisionOf = (changes: Float64Array): number => {
    const scores = new Float64Array(labels.length);
    for (const { model, rows } of parts)
      for (const row of rows) scores[row] = scoreOfLogOdds(model, (logOdds[row] ?? 0) + (changes[row] ?? 0));
    return averagePrecision({ scores, labels, weights }) ?? 0;
  };
  const whole = precisionOf(new Float64Array(labels.length));
  return [...new Set(groups)]
    .map((group): Drop => {
      const random = seededRandom(seed);
      const own = groups.flatMap((each, feature) => (each === group ? [feature] : []));
      const changes = new Float64Array(labels.length);
      for (const { model, rows } of parts) {
        const order = shuffled(rows.length, random);
        const change = logOddsChange(model, own);
        rows.forEach((row, place) => {
          const source = rows[order[place] ?? 0] ?? row;
          changes[row] = change(
            (feature) => columns[feature]?.[row] ?? Number.NaN,
            (feature) => columns[feature]?.[own.includes(feature) ? source : row] ?? Number.NaN,
          );
        });
      }
      return { group, drop: whole - precisionOf(changes) };
    })
    .sort((a, b) => b.drop - a.drop || (a.group < b.group ? -1 : 1));
}
