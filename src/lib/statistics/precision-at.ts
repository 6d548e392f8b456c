import { byScore, type Scored } from "./scored.js";

/**
 * The share of positives among the items that score highest, up to a number of items; of the items of one score at the border, as
 * many as fit, at their own share of positives.
 *
 * @param size in items, or in what their weights add up to
 * @returns null where there is no item, or none is asked for
 */
export function precisionAt(scored: Scored, size: number): number | null {
  let [left, positives] = [size, 0];
  for (const group of byScore(scored)) {
    const items = group.positives + group.negatives;
    const taken = Math.min(left, items);
    positives += (group.positives / items) * taken;
    left -= taken;
    if (left <= 0) break;
  }
  return size - left > 0 ? positives / (size - left) : null;
}
