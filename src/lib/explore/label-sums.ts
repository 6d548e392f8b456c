import { hajekRatio, type WeightedSums } from "../statistics/hajek-ratio.js";
import type { Estimate } from "../statistics/estimate.js";
import { noData } from "../statistics/estimate.js";
import { kishSize } from "../statistics/kish.js";
import type { BinFilter, LabelRows } from "./cube.js";

/** Below this many labels, in worth of equally weighted ones, a precision says too little to be shown. */
export const leastEffectiveLabels = 10;

/** Sums over the reviewed rows that pass every filter. */
export function labelSums(labels: LabelRows, filters: readonly BinFilter[]): WeightedSums {
  const { codes, weights, reviewed, truePositives } = labels;
  const sums = {
    items: 0,
    positives: 0,
    weight: 0,
    weightPositive: 0,
    weightSquared: 0,
    weightSquaredPositive: 0,
  };
  const filtered = filters.flatMap((filter, p) =>
    filter ? [{ filter, column: codes[p] as Uint8Array }] : [],
  );
  rows: for (let i = 0; i < weights.length; i += 1) {
    for (const { filter, column } of filtered) if (filter[column[i] as number] === 0) continue rows;
    const [weight, items, positives] = [
      weights[i] as number,
      reviewed[i] as number,
      truePositives[i] as number,
    ];
    sums.items += items;
    sums.positives += positives;
    sums.weight += weight * items;
    sums.weightPositive += weight * positives;
    sums.weightSquared += weight * weight * items;
    sums.weightSquaredPositive += weight * weight * positives;
  }
  return sums;
}

/**
 * Precision of what a slice holds, as reviewed: Hájek's weighted share; no data below ten labels in worth (Kish's effective
 * size), where the denominator still says how many there are.
 */
export function slicePrecision(sums: WeightedSums): Estimate {
  return kishSize(sums.weight, sums.weightSquared) < leastEffectiveLabels
    ? noData(sums.items)
    : hajekRatio(sums);
}
