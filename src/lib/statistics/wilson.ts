import type { Estimate, Interval } from "./estimate.js";
import { noData } from "./estimate.js";
import { criticalValue } from "./normal-quantile.js";

/**
 * Score interval of a share. Wilson 1927, Journal of the American Statistical Association 22:209–212.
 *
 * @param share observed, in [0, 1]
 * @param size number of items; may be fractional (an effective sample size) or infinite
 * @returns [0, 1] where size is 0: nothing is known
 */
export function wilsonInterval(share: number, size: number, level = 0.95): Interval {
  if (!(size > 0)) return { low: 0, high: 1 };
  if (size === Number.POSITIVE_INFINITY) return { low: share, high: share };
  const z = criticalValue(level);
  const weight = (z * z) / size;
  const center = (share + weight / 2) / (1 + weight);
  const half = (z * Math.sqrt((share * (1 - share)) / size + weight / (4 * size))) / (1 + weight);
  return {
    low: share <= 0 ? 0 : Math.max(0, center - half),
    high: share >= 1 ? 1 : Math.min(1, center + half),
  };
}

/**
 * A share of independent items, each counted once, with Wilson's interval.
 *
 * @returns no data where either is unknown or nothing was counted
 */
export function share(numerator: number | null, denominator: number | null, level = 0.95): Estimate {
  if (numerator === null || denominator === null) return noData(null);
  if (denominator <= 0) return noData();
  const value = numerator / denominator;
  const { low, high } = wilsonInterval(value, denominator, level);
  return { value, low, high, numerator, denominator, ...(level === 0.95 ? {} : { level }) };
}
