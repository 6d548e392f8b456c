import { type Estimate, noData } from "./estimate.js";
import { wilsonInterval } from "./wilson.js";

/** What is known of one stratum of a sample. */
export interface Stratum {
  /** Its size, in any unit that all strata share: items of the frame. */
  readonly weight: number;
  /** Labelled items, and those of them that are positive. */
  readonly items: number;
  readonly positives: number;
  /** Kish's effective number of labelled items, and the weighted share of positives, where items were not drawn alike. */
  readonly effectiveItems?: number;
  readonly share?: number;
  /** Variance of the share, smoothed, where it is known better than by the effective number. */
  readonly variance?: number;
}

/** A stratified share with the part of the frame that it was measured on. */
export interface StratifiedShare extends Estimate {
  /** Share of the frame that lies in strata with labels. */
  readonly covered: number;
}

/** Less of the frame than this in strata with labels, and the share as a whole is unknown. */
const leastCovered = 0.5;

/**
 * A share over strata: P̂ = ΣW_h p̂_h with W_h from the frame (Cochran 1977, Sampling Techniques, 5.4). Its variance is taken
 * at p̃_h = (x_h + ½) ÷ (n_h + 1), as V = ΣW_h² p̃_h(1 − p̃_h) ÷ n_h; with P̃ = ΣW_h p̃_h the interval is Wilson's, centred on P̂, at the
 * effective size P̃(1 − P̃) ÷ V (Korn and Graubard 1998, Survey Methodology 24:193–201; Franco et al. 2019, Journal of Survey
 * Statistics and Methodology 7:334–364). Unsmoothed, V is zero where no stratum has an error, and the interval a point.
 *
 * Strata without labels contribute [0, 1] × W_h to the interval; the value is that of the others, and unknown where these are
 * less than half of the frame.
 */
export function stratifiedShare(strata: readonly Stratum[], level = 0.95): StratifiedShare {
  const frame = strata.reduce((sum, { weight }) => sum + weight, 0);
  const labelled = strata.filter(({ items, weight }) => items > 0 && weight > 0);
  const weight = labelled.reduce((sum, stratum) => sum + stratum.weight, 0);
  if (frame <= 0 || weight <= 0) return { ...noData(), covered: 0 };
  const covered = weight / frame;
  const { value, effectiveSize } = combine(labelled, weight);
  const { low, high } = wilsonInterval(value, effectiveSize, level);
  return {
    ...withUnlabelled({ value, low, high }, covered),
    numerator: labelled.reduce((sum, { positives }) => sum + positives, 0),
    denominator: labelled.reduce((sum, { items }) => sum + items, 0),
    effectiveSize,
    covered,
    ...(level === 0.95 ? {} : { level }),
  };
}

/** A share of part of a frame as one of the whole, with the rest all negative and all positive. */
export function withUnlabelled(
  part: { readonly value: number; readonly low: number; readonly high: number },
  covered: number,
): { value: number | null; low: number; high: number } {
  return {
    value: covered < leastCovered ? null : part.value,
    low: covered * part.low,
    high: Math.min(1, covered * part.high + 1 - covered),
  };
}

/** P̂ and the effective size, over strata that all have labels. */
function combine(strata: readonly Stratum[], weight: number): { value: number; effectiveSize: number } {
  let value = 0;
  let smoothed = 0;
  let variance = 0;
  for (const stratum of strata) {
    const part = stratum.weight / weight;
    const size = stratum.effectiveItems ?? stratum.items;
    const share = stratum.share ?? stratum.positives / stratum.items;
    const pulled = (share * size + 0.5) / (size + 1);
    value += part * share;
    smoothed += part * pulled;
    variance += part * part * (stratum.variance ?? (pulled * (1 - pulled)) / size);
  }
  return {
    value: Math.min(1, Math.max(0, value)),
    effectiveSize: (smoothed * (1 - smoothed)) / variance,
  };
}
