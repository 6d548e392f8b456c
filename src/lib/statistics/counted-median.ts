import { type Estimate, noData } from "./estimate.js";
import { criticalValue } from "./normal-quantile.js";

/** How many items have a value. */
export interface ValueCount {
  readonly value: number;
  readonly items: number;
}

/**
 * Median of counted values, with the interval of the order statistics whose ranks are n ÷ 2 ± z√(n ÷ 4) (Woodruff 1952, Journal of the
 * American Statistical Association 47:635–646).
 *
 * @param counts in any order; values without items do not count
 * @param middle of an even number of items, the lower of the two in the middle, or their mean
 */
export function countedMedian(
  counts: readonly ValueCount[],
  middle: "lower" | "mean" = "lower",
  level = 0.95,
): Estimate {
  const ordered = counts.filter(({ items }) => items > 0).sort((a, b) => a.value - b.value);
  const total = ordered.reduce((sum, { items }) => sum + items, 0);
  if (total === 0) return noData();
  const at = (rank: number): number => {
    let passed = 0;
    for (const { value, items } of ordered) {
      passed += items;
      if (rank <= passed) return value;
    }
    return ordered.at(-1)?.value ?? 0;
  };
  const half = criticalValue(level) * Math.sqrt(total / 4);
  const lower = at(total / 2);
  return {
    value: middle === "lower" ? lower : (lower + at(Math.floor(total / 2) + 1)) / 2,
    low: at(Math.max(1, total / 2 - half)),
    high: at(total / 2 + half),
    numerator: null,
    denominator: total,
  };
}
