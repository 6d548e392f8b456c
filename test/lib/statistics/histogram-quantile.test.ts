import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { histogramQuantile } from "../../../src/lib/statistics/histogram-quantile.js";
import { binStart, logBin } from "../../../src/lib/statistics/log-bins.js";

function binned(values: readonly number[]): Map<number, number> {
  const bins = new Map<number, number>();
  for (const value of values) bins.set(logBin(value), (bins.get(logBin(value)) ?? 0) + 1);
  return bins;
}

describe("a quantile of binned numbers", () => {
  test("bins hold what their edges say, and 0 has a bin of its own", () => {
    fc.assert(
      fc.property(fc.nat(1e9), (value) => {
        expect(binStart(logBin(value))).toBeLessThanOrEqual(value + 1e-6 * value);
        expect(binStart(logBin(value) + 1)).toBeGreaterThan(value);
      }),
    );
    expect(logBin(0)).toBe(0);
    expect(logBin(1)).toBe(4);
  });

  test("the median lies within a bin of the true one", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1, maxLength: 200 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const median = sorted[Math.ceil(sorted.length / 2) - 1]!;
        const { value, low, high, denominator } = histogramQuantile(binned(values), 0.5);
        expect(denominator).toBe(values.length);
        expect(value! + 1).toBeGreaterThanOrEqual((median + 1) / 2 ** 0.26);
        expect(value! + 1).toBeLessThanOrEqual((median + 1) * 2 ** 0.26);
        expect(low).toBeLessThanOrEqual(value!);
        expect(high).toBeGreaterThanOrEqual(value!);
      }),
    );
  });

  test("of no items is no data", () => {
    expect(histogramQuantile(new Map(), 0.5)).toMatchObject({
      value: null,
      low: null,
      high: null,
      denominator: 0,
    });
    expect(histogramQuantile(new Map([[3, 0]]), 0.5).value).toBeNull();
  });

  test("of zeros alone is 0", () => {
    expect(histogramQuantile(new Map([[0, 12]]), 0.5)).toMatchObject({ value: 0, low: 0 });
  });

  test("more items narrow its interval", () => {
    const few = histogramQuantile(new Map([4, 8, 12, 16, 20, 24].map((bin) => [bin, 5])), 0.5);
    const many = histogramQuantile(new Map([4, 8, 12, 16, 20, 24].map((bin) => [bin, 500])), 0.5);
    expect(many.high! - many.low!).toBeLessThan(few.high! - few.low!);
  });
});
