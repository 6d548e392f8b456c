/** Between which values of a feature a model tells accounts apart. */
export interface FeatureBounds {
  readonly low: number;
  readonly high: number;
}

/** Share of the accounts that lies below and above the bounds, at most. */
const outside = 0.01;

/**
 * Bounds of a feature: its .01 and .99 quantiles (Winsor's; Tukey 1962, Annals of Mathematical Statistics 33:18). Where these are the same,
 * as of counts that are hardly ever above 0, either bound is the median of what lies beyond it.
 *
 * @param column NaN where unknown
 * @returns 0 and 0 where nothing is known
 */
export function featureBounds(column: Float64Array): FeatureBounds {
  const known = column.filter((value) => !Number.isNaN(value)).sort();
  const last = known.length - 1;
  const low = known[Math.floor(outside * last)] ?? 0;
  const high = known[Math.ceil((1 - outside) * last)] ?? 0;
  if (low < high) return { low, high };
  return {
    low: middleOf(known.filter((value) => value < low)) ?? low,
    high: middleOf(known.filter((value) => value > high)) ?? high,
  };
}

function middleOf(sorted: Float64Array): number | undefined {
  return sorted[Math.floor(sorted.length / 2)];
}
