import { type Estimate, noData } from "./estimate.js";

/** A number that was counted, not estimated: its interval is itself. Unknown stays unknown. */
export function count(value: number | null): Estimate {
  if (value === null) return noData(null);
  return { value, low: value, high: value, numerator: value, denominator: null };
}
