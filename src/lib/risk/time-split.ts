/** Accounts parted by when they were judged. */
export interface TimeSplit {
  /** The first moment of the future, in the unit of the times. */
  readonly at: number;
  readonly past: Int32Array;
  readonly future: Int32Array;
}

/**
 * Parts accounts so that about a share of them was judged before a moment.
 *
 * @param times when each account was judged; NaN where that is not known: such accounts are in neither part
 * @returns null where nothing has a time, or all have the same
 */
export function timeSplit(times: Float64Array, share: number): TimeSplit | null {
  const known = times.filter((time) => !Number.isNaN(time)).sort();
  const at = known[Math.floor(known.length * share)];
  if (at === undefined || known[0] === at) return null;
  const rows = Int32Array.from(times.keys());
  return {
    at,
    past: rows.filter((row) => (times[row] ?? Number.NaN) < at),
    future: rows.filter((row) => (times[row] ?? Number.NaN) >= at),
  };
}
