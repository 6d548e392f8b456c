import { byScore, type Scored } from "./scored.js";

/**
 * Average precision: the precision at each distinct score, weighted by the recall that it adds; nothing is interpolated (Manning, Raghavan
 * and Schütze 2008, Introduction to Information Retrieval, 8.4; Davis and Goadrich 2006, ICML, 233–240).
 *
 * @returns null where there is no positive
 */
export function averagePrecision(scored: Scored): number | null {
  let [positives, items, sum] = [0, 0, 0];
  for (const group of byScore(scored)) {
    positives += group.positives;
    items += group.positives + group.negatives;
    sum += group.positives * (positives / items);
  }
  return positives > 0 ? sum / positives : null;
}
