import { type Estimate, noData } from "./estimate.js";
import { criticalValue } from "./normal-quantile.js";

/** Sums over independent items. */
export interface Moments {
  readonly items: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/** A mean with the interval of its normal approximation; an interval of unknown width from one item. */
export function mean({ items, sum, sumOfSquares }: Moments): Estimate {
  if (items <= 0) return noData();
  return around(sum / items, squaredError({ items, sum, sumOfSquares }), sum, items);
}

/**
 * Difference of two independent means, first − second, their variances not taken to be equal (Welch 1947, Biometrika 34:28–35);
 * normal quantiles, for samples of hundreds.
 */
export function differenceOfMeans(first: Moments, second: Moments): Estimate {
  if (first.items <= 0 || second.items <= 0) return noData();
  const value = first.sum / first.items - second.sum / second.items;
  const errors = [squaredError(first), squaredError(second)];
  const error = errors.includes(null) ? null : Number(errors[0]) + Number(errors[1]);
  return around(value, error, null, first.items + second.items);
}

function squaredError({ items, sum, sumOfSquares }: Moments): number | null {
  if (items < 2) return null;
  return Math.max(0, (sumOfSquares - (sum * sum) / items) / (items - 1)) / items;
}

function around(value: number, error: number | null, numerator: number | null, items: number): Estimate {
  const half = error === null ? null : criticalValue(0.95) * Math.sqrt(error);
  return {
    value,
    low: half === null ? null : value - half,
    high: half === null ? null : value + half,
    numerator,
    denominator: items,
  };
}
