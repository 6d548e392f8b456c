import type { Estimate } from "./estimate.js";
import { noData } from "./estimate.js";
import { wilsonInterval } from "./wilson.js";

/** Sums over the labelled items of a probability sample; u is an item's weight times its size: v ÷ π, or 1 ÷ π. */
export interface WeightedSums {
  /** Labelled items, and those of them that are positive. */
  readonly items: number;
  readonly positives: number;
  /** Σu and Σuy. */
  readonly weight: number;
  readonly weightPositive: number;
  /** Σu² and Σu²y. */
  readonly weightSquared: number;
  readonly weightSquaredPositive: number;
}

/**
 * A weighted share, Σuy ÷ Σu: Hájek 1971 in Godambe and Sprott, Foundations of Statistical Inference, 236. Its variance is
 * linearised (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, 5.7): Σu²(y − R)² ÷ (Σu)². The interval is
 * Wilson's at the effective size R(1 − R) ÷ V, after Korn and Graubard 1998, Survey Methodology 24:193–201.
 *
 * With no positives, or a few, V is zero or says little: it is taken with half a positive and half a negative item of mean
 * weight added, whose own share of the size is taken off again; so the interval stays open above at zero positives as a simple
 * sample's does.
 */
export function hajekRatio(sums: WeightedSums, level = 0.95): Estimate {
  const { items, positives, weight, weightPositive } = sums;
  if (items <= 0 || weight <= 0) return noData();
  const value = weightPositive / weight;
  const effectiveSize = effectiveItems(sums);
  const { low, high } = wilsonInterval(value, effectiveSize, level);
  return {
    value,
    low,
    high,
    numerator: positives,
    denominator: items,
    effectiveSize,
    ...(level === 0.95 ? {} : { level }),
  };
}

function effectiveItems({
  items,
  weight,
  weightPositive,
  weightSquared,
  weightSquaredPositive,
}: WeightedSums): number {
  const share = (weightPositive + weight / items / 2) / (weight + weight / items);
  const squared = weightSquared + weightSquared / items;
  const squaredPositive = weightSquaredPositive + weightSquared / items / 2;
  const variance =
    (squaredPositive * (1 - 2 * share) + share * share * squared) / (weight + weight / items) ** 2;
  return ((share * (1 - share)) / variance) * (items / (items + 1));
}
