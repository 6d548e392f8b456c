import type { Estimate } from "../statistics/estimate.js";

const z = 1.959963984540054;

/** No data: unknown, not zero. */
export const noData: Estimate = { value: null, low: null, high: null, numerator: null, denominator: null };

/** A proportion with Wilson's interval (Wilson 1927). No data where nothing was counted. */
export function proportion(numerator: number | null, denominator: number | null): Estimate {
  if (numerator === null || denominator === null) return noData;
  if (denominator === 0) return { ...noData, numerator, denominator };
  return {
    value: numerator / denominator,
    ...wilson(numerator / denominator, denominator),
    numerator,
    denominator,
  };
}

/** Wilson's interval around a share for an effective number of items, which need not be whole. */
export function wilson(share: number, size: number): { low: number; high: number } {
  const center = (share + z ** 2 / (2 * size)) / (1 + z ** 2 / size);
  const half = (z / (1 + z ** 2 / size)) * Math.sqrt((share * (1 - share)) / size + z ** 2 / (4 * size ** 2));
  return {
    low: Math.max(0, Math.min(share, center - half)),
    high: Math.min(1, Math.max(share, center + half)),
  };
}

/** An estimate from a share and its variance: Wilson with the number of items that would give this variance. */
export function weighted(share: number, variance: number, atMost: number): { low: number; high: number } {
  const size = variance > 0 ? Math.min(atMost, (share * (1 - share)) / variance) : atMost;
  return wilson(share, size);
}

/** Sensitivity and specificity of the reviewers, from gold items. */
export interface ReviewerAccuracy {
  readonly sensitivity: Estimate;
  readonly specificity: Estimate;
}

/**
 * A share of labels corrected for the reviewers' errors (Rogan and Gladen 1978), their uncertainty carried along by the
 * delta method. Unknown where either accuracy is, or where reviewers do no better than chance.
 */
export function corrected(apparent: Estimate, { sensitivity, specificity }: ReviewerAccuracy): Estimate {
  const [se, sp] = [sensitivity.value, specificity.value];
  const { value, low, high } = apparent;
  if (value === null || low === null || high === null || se === null || sp === null || se + sp <= 1)
    return noData;
  const gain = se + sp - 1;
  const share = Math.min(1, Math.max(0, (value + sp - 1) / gain));
  const error = Math.hypot(
    (high - low) / (2 * z),
    (1 - share) * standardError(specificity),
    share * standardError(sensitivity),
  );
  const half = (z * error) / gain;
  return { ...apparent, value: share, low: Math.max(0, share - half), high: Math.min(1, share + half) };
}

function standardError({ low, high }: Estimate): number {
  return low === null || high === null ? 0 : (high - low) / (2 * z);
}
