import { kishSize } from "./kish.js";
import type { Stratum } from "./stratified-share.js";

/** Labelled items of one stratum that were drawn with about the same chance: counts, Σw, Σwy and Σw². */
export interface WeightedBand {
  readonly items: number;
  readonly positives: number;
  readonly weight: number;
  readonly weightPositive: number;
  readonly weightSquared: number;
}

/**
 * The share of one stratum whose items were drawn with chances of their own, Σwy ÷ Σw, and its variance by bands b of like
 * chances: ΣA_b (p̃_b(1 − p̃_b) + (p̃_b − R̃)²) ÷ (Σw)² with A_b = Σw² and p̃_b = (x_b + ½) ÷ (n_b + 1). This is the linearised variance
 * (Särndal, Swensson and Wretman 1992, 5.7) smoothed within bands: items with small chances are few, weigh most and may
 * be of another kind, and that they were all positive says little. With one band it is p̃(1 − p̃) at Kish's size.
 *
 * @returns nothing where no items weigh anything
 */
export function weightedShare(
  bands: readonly WeightedBand[],
): Pick<Stratum, "share" | "effectiveItems" | "variance"> {
  const labelled = bands.filter(({ items, weight }) => items > 0 && weight > 0);
  const weight = labelled.reduce((sum, band) => sum + band.weight, 0);
  if (weight <= 0) return {};
  const items = labelled.reduce((sum, band) => sum + band.items, 0);
  const squared = labelled.reduce((sum, band) => sum + band.weightSquared, 0);
  const share = labelled.reduce((sum, band) => sum + band.weightPositive, 0) / weight;
  const effectiveItems = Math.min(items, kishSize(weight, squared));
  if (labelled.length === 1) return { share, effectiveItems };
  const smoothed = labelled.map((band) => (band.positives + 0.5) / (band.items + 1));
  const pulled = labelled.reduce(
    (sum, band, index) => sum + (band.weight / weight) * (smoothed[index] ?? 0),
    0,
  );
  const variance = labelled.reduce((sum, band, index) => {
    const own = smoothed[index] ?? 0;
    return sum + (band.weightSquared / weight ** 2) * (own * (1 - own) + (own - pulled) ** 2);
  }, 0);
  return { share, effectiveItems, variance };
}
