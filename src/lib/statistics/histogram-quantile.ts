import { type Estimate, noData } from "./estimate.js";
import { binStart } from "./log-bins.js";
import { criticalValue } from "./normal-quantile.js";

/**
 * A quantile of whole numbers known by their logarithmic bins, interpolated within its bin on the scale log(v + 1). The interval is
 * that of the order statistics whose ranks are nq ± z√(nq(1 − q)) (Woodruff 1952, Journal of the American Statistical Association
 * 47:635–646), as wide as the bins at least.
 *
 * @param bins items by bin
 */
export function histogramQuantile(
  bins: ReadonlyMap<number, number>,
  quantile: number,
  level = 0.95,
): Estimate {
  const ordered = [...bins].filter(([, items]) => items > 0).sort(([a], [b]) => a - b);
  const items = ordered.reduce((sum, [, count]) => sum + count, 0);
  if (items === 0) return noData();
  const half = criticalValue(level) * Math.sqrt(items * quantile * (1 - quantile));
  const at = (rank: number): { bin: number; part: number } => {
    let passed = 0;
    for (const [bin, count] of ordered) {
      if (rank <= passed + count) return { bin, part: Math.max(0, rank - passed) / count };
      passed += count;
    }
    return { bin: ordered.at(-1)?.[0] ?? 0, part: 1 };
  };
  const middle = at(items * quantile);
  return {
    value: middle.bin === 0 ? 0 : binStart(middle.bin + middle.part),
    low: binStart(at(items * quantile - half).bin),
    high: binStart(at(items * quantile + half).bin + 1),
    numerator: null,
    denominator: items,
    ...(level === 0.95 ? {} : { level }),
  };
}
