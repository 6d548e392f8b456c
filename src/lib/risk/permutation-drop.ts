import { averagePrecision } from "../statistics/average-precision.js";
import { seededRandom, shuffled } from "../statistics/random.js";
import { type HeldOut, heldOutScores } from "./cross-validate.js";
import type { Examples } from "./examples.js";

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
  const precisionOf = (shown: readonly Float64Array[]): number =>
    averagePrecision({ scores: heldOutScores(parts, shown), labels, weights }) ?? 0;
  const whole = precisionOf(columns);
  return [...new Set(groups)]
    .map((group): Drop => {
      const random = seededRandom(seed);
      const source = Int32Array.from(labels.keys());
      for (const { rows } of parts) {
        const order = shuffled(rows.length, random);
        rows.forEach((row, place) => {
          source[row] = rows[order[place] ?? 0] ?? row;
        });
      }
      const shown = columns.map((column, feature) =>
        groups[feature] === group ? Float64Array.from(source, (row) => column[row] ?? Number.NaN) : column,
      );
      return { group, drop: whole - precisionOf(shown) };
    })
    .sort((a, b) => b.drop - a.drop || (a.group < b.group ? -1 : 1));
}
