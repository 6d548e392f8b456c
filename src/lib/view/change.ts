import type { Estimate } from "../statistics/estimate.js";

/** How much something changed between two periods, with a 95 % interval of the change. */
export interface Change {
  /** Relative change (0.12 = 12 % more), or a difference of shares (0.01 = one point). */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly kind: "relative" | "points";
  /** The interval leaves out "no change". */
  readonly significant: boolean;
}

const daysInBlock = 7;

/**
 * The change of a share or a rate between two independent samples, from their intervals alone
 * (MOVER: Zou and Donner 2008, Statistics in Medicine 27:1693–1702, equations 2 and 3).
 * Null where either is unknown.
 */
export function rateChange(now: Estimate, before: Estimate): Change | null {
  const [n, b] = [known(now), known(before)];
  if (!n || !b) return null;
  const value = n.value - b.value;
  const low = value - Math.hypot(n.value - n.low, b.high - b.value);
  const high = value + Math.hypot(n.high - n.value, b.value - b.low);
  return { value, low, high, kind: "points", significant: low > 0 || high < 0 };
}

/** The same change as a share of what it was before; null where that was zero or unknown. */
export function relativeRateChange(now: Estimate, before: Estimate): Change | null {
  const change = rateChange(now, before);
  const base = before.value;
  if (!change || base === null || base <= 0) return null;
  return {
    value: change.value / base,
    low: change.low / base,
    high: change.high / base,
    kind: "relative",
    significant: change.significant,
  };
}

/**
 * The relative change of a daily count between two periods. Counts of abuse vary far more than a Poisson count
 * does, so that its interval comes from how the weeks (in periods under four weeks, the days) differ from each
 * other: Welch's t on the logarithm of the ratio of means, by the delta method.
 *
 * @param now counts, one a day in order
 * @param before counts, one a day in order; the periods may differ in length
 * @returns null where either has fewer than two days or the mean before was zero
 */
export function countChange(now: readonly number[], before: readonly number[]): Change | null {
  const inWeeks = Math.min(now.length, before.length) >= 4 * daysInBlock;
  const [n, b] = [now, before].map((days) => spread(inWeeks ? blocks(days) : days));
  if (!n || !b || n.mean <= 0 || b.mean <= 0) return null;
  const variances = [n.variance / n.mean ** 2, b.variance / b.mean ** 2] as const;
  const variance = variances[0] + variances[1];
  const freedom =
    variance > 0
      ? variance ** 2 / (variances[0] ** 2 / (n.size - 1) + variances[1] ** 2 / (b.size - 1))
      : Number.POSITIVE_INFINITY;
  const log = Math.log(n.mean / b.mean);
  const margin = studentQuantile975(freedom) * Math.sqrt(variance);
  const [low, high] = [Math.exp(log - margin) - 1, Math.exp(log + margin) - 1];
  return {
    value: n.mean / b.mean - 1,
    low,
    high,
    kind: "relative",
    significant: variance > 0 && (low > 0 || high < 0),
  };
}

function known({ value, low, high }: Estimate): { value: number; low: number; high: number } | null {
  return value === null || low === null || high === null ? null : { value, low, high };
}

/** Means of whole weeks; the days left over at the start are left out. */
function blocks(days: readonly number[]): number[] {
  const means: number[] = [];
  for (let start = days.length % daysInBlock; start < days.length; start += daysInBlock)
    means.push(mean(days.slice(start, start + daysInBlock)));
  return means;
}

function spread(values: readonly number[]): { mean: number; variance: number; size: number } | null {
  if (values.length < 2) return null;
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return {
    mean: center,
    variance: squares / (values.length - 1) / values.length,
    size: values.length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The .975 quantile of Student's t by the Cornish–Fisher expansion (Abramowitz and Stegun 26.7.5), for ν ≥ 1. */
function studentQuantile975(freedom: number): number {
  const z = 1.959963984540054;
  if (!Number.isFinite(freedom)) return z;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}
