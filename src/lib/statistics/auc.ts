import { byScore, type Scored } from "./scored.js";

/**
 * Area under the receiver operating characteristic: the chance that a positive scores higher than a negative, ties counted half (Hanley
 * and McNeil 1982, Radiology 143:29–36); weighted where items have weights.
 *
 * @returns null where either class is missing
 */
export function auc(scored: Scored): number | null {
  let [positives, negatives, area] = [0, 0, 0];
  for (const group of byScore(scored)) {
    area += group.negatives * (positives + group.positives / 2);
    positives += group.positives;
    negatives += group.negatives;
  }
  return positives > 0 && negatives > 0 ? area / positives / negatives : null;
}
