/** Agreement beyond chance, with what it is made of. */
export interface Agreement {
  /** 1 − D_o ÷ D_e: 1 where all agree, 0 where they agree as chance would, below where they contradict each other. */
  readonly alpha: number;
  /** Share of pairs of values that differ, as observed and as drawn at random from all values. */
  readonly observed: number;
  readonly expected: number;
}

/**
 * Krippendorff's α for nominal values (Krippendorff 2004, Content Analysis, 2nd ed., ch. 11; Hayes and Krippendorff 2007,
 * Communication Methods and Measures 1:77–89).
 *
 * @param coincidences o_ck by c and k: over all items with m ≥ 2 values, their ordered pairs of values, each counted 1 ÷ (m − 1) times
 * @returns null where there are fewer than two values, or all are the same: nothing could have differed
 */
export function krippendorffAlpha(
  coincidences: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Agreement | null {
  let [values, same, squares] = [0, 0, 0];
  for (const [value, others] of coincidences) {
    let own = 0;
    for (const [other, pairs] of others) {
      own += pairs;
      if (other === value) same += pairs;
    }
    values += own;
    squares += own * (own - 1);
  }
  if (values <= 1) return null;
  const observed = 1 - same / values;
  const expected = 1 - squares / (values * (values - 1));
  return expected <= 0 ? null : { alpha: 1 - observed / expected, observed, expected };
}
