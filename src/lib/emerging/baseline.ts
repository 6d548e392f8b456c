/** Days that a baseline looks back over, and days between its end and the day that is tested: a slow drip does not teach it. */
export const baselineDays = 56;
export const baselineGap = 7;
/** Days of a baseline below which there is none. */
export const leastBaseline = 14;
/** Accounts that each weekday's ratio is drawn towards 1 by. */
const weekdayWeight = 30;

/**
 * First and last day of the baseline of a day, both included; null where there are too few.
 *
 * @param since day before which there can be none: that on which a rule was launched
 */
export function baselineOf(day: number, since = 0): { readonly from: number; readonly to: number } | null {
  const to = day - baselineGap;
  const from = Math.max(since, to - baselineDays + 1);
  return to - from + 1 < leastBaseline ? null : { from, to };
}

/**
 * Accounts that are expected of an entity on a day: its share of active accounts over the baseline × those active on the day × what the
 * same weekday of the baseline was to the others, which a few counts say little about.
 *
 * @param counts of all entities; those of this one begin at `offset`
 * @param sums accounts of the entity, and accounts active, over the baseline
 */
export function expectedCount(
  counts: Int32Array,
  offset: number,
  activity: Float64Array,
  day: number,
  from: number,
  sums: { readonly counted: number; readonly active: number },
): number {
  if (sums.active === 0) return 0;
  const rate = sums.counted / sums.active;
  let seen = 0;
  let active = 0;
  for (let same = day - baselineGap; same >= from; same -= 7) {
    seen += counts[offset + same] ?? 0;
    active += activity[same] ?? 0;
  }
  const weekday = (seen + weekdayWeight) / (rate * active + weekdayWeight);
  return rate * (activity[day] ?? 0) * weekday;
}
