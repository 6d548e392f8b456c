import { logIncompleteBeta } from "../statistics/incomplete-beta.js";
import { normalQuantile } from "../statistics/normal-quantile.js";

/** Beyond this many standard deviations a count is surprising enough: one wild day does not outweigh all that follows. */
export const mostSurprising = 8;

/**
 * ln P(X ≥ count) of a negative binomial count with a mean and a dispersion φ: variance μ + φμ².
 *
 * @param dispersion above 0
 */
export function negativeBinomialTail(count: number, mean: number, dispersion: number): number {
  if (count <= 0) return 0;
  const size = 1 / dispersion;
  return logIncompleteBeta(mean / (mean + size), count, size);
}

/** ln P(X ≥ count) of `trials` that succeed with a probability each. */
export function binomialTail(count: number, trials: number, probability: number): number {
  if (count <= 0) return 0;
  if (count > trials) return Number.NEGATIVE_INFINITY;
  return logIncompleteBeta(probability, count, trials - count + 1);
}

/**
 * Standard normal deviate of a count's mid-p value (Lancaster 1961, JASA 56:223–234), within ±`mostSurprising`.
 *
 * @param tail ln P(X ≥ n) as a function of n
 */
export function deviate(count: number, tail: (count: number) => number): number {
  const middle = (Math.exp(tail(count)) + Math.exp(tail(count + 1))) / 2;
  const probability = Math.min(1 - 1e-15, Math.max(1e-15, middle));
  return Math.max(-mostSurprising, Math.min(mostSurprising, -normalQuantile(probability)));
}

/** The least count n with P(X ≥ n + 1) ≤ `share`: upper end of what is to be expected. */
export function upperBound(mean: number, dispersion: number, share: number): number {
  const limit = Math.log(share);
  let low = -1;
  let high = Math.max(4, Math.ceil(mean + 6 * Math.sqrt(mean + dispersion * mean ** 2)));
  while (negativeBinomialTail(high + 1, mean, dispersion) > limit) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (negativeBinomialTail(middle + 1, mean, dispersion) <= limit) high = middle;
    else low = middle;
  }
  return high;
}

/** The greatest count n with P(X < n) ≤ `share`: lower end of what is to be expected. */
export function lowerBound(mean: number, dispersion: number, share: number): number {
  let low = 0;
  let high = Math.ceil(mean) + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (-Math.expm1(negativeBinomialTail(middle, mean, dispersion)) <= share) low = middle;
    else high = middle;
  }
  return low;
}
