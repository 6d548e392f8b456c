import type { Interval } from "./estimate.js";
import { criticalValue } from "./normal-quantile.js";

/** What reviewers said of items whose right answer is known. */
export interface GoldCounts {
  /** Items that are positive, and those of them that reviewers called so. */
  readonly positives: number;
  readonly positivesFound: number;
  /** Items that are not, and those of them that reviewers called so. */
  readonly negatives: number;
  readonly negativesFound: number;
}

/** A share with the labellers' errors taken out. */
export interface CorrectedShare extends Interval {
  readonly value: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/**
 * The true share behind an apparent one: (p + specificity − 1) ÷ (sensitivity + specificity − 1), clipped to [0, 1]
 * (Rogan and Gladen 1978, American Journal of Epidemiology 107:71–76). The interval carries the uncertainty of sensitivity
 * and specificity: the delta method on shares pulled towards one half, shifted for their skew, clipped to [0, 1]
 * (Lang and Reiczigel 2014, Preventive Veterinary Medicine 113:13–22).
 *
 * @param apparent share labelled positive, in [0, 1]
 * @param size items behind it; may be an effective sample size
 * @returns null where there are no gold items of either kind, or labels say no more than chance would
 */
export function roganGladen(
  apparent: number,
  size: number,
  gold: GoldCounts,
  level = 0.95,
): CorrectedShare | null {
  if (gold.positives <= 0 || gold.negatives <= 0) return null;
  const sensitivity = gold.positivesFound / gold.positives;
  const specificity = gold.negativesFound / gold.negatives;
  if (sensitivity + specificity <= 1) return null;
  const z = criticalValue(level);
  const p = smoothed(apparent, size, z * z);
  const se = smoothed(sensitivity, gold.positives, 2);
  const sp = smoothed(specificity, gold.negatives, 2);
  const youden = se.share + sp.share - 1;
  const center = (p.share + sp.share - 1) / youden;
  const shift = 2 * z * z * (center * se.variance - (1 - center) * sp.variance);
  const half =
    (z / youden) * Math.sqrt(p.variance + center ** 2 * se.variance + (1 - center) ** 2 * sp.variance);
  const value = clip((apparent + specificity - 1) / (sensitivity + specificity - 1));
  return {
    value,
    low: Math.min(value, clip(center + shift - half)),
    high: Math.max(value, clip(center + shift + half)),
    sensitivity,
    specificity,
  };
}

/** A share with pseudo-observations added, half of them positive, and its binomial variance. */
function smoothed(share: number, size: number, added: number): { share: number; variance: number } {
  if (size === Number.POSITIVE_INFINITY) return { share, variance: 0 };
  const pulled = (share * size + added / 2) / (size + added);
  return { share: pulled, variance: (pulled * (1 - pulled)) / (size + added) };
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}
