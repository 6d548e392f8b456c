import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countedMedian } from "../../../src/lib/statistics/counted-median.js";

describe("the median of counted values", () => {
  test("of nothing is no data", () => {
    expect(countedMedian([])).toMatchObject({ value: null, low: null, denominator: 0 });
    expect(countedMedian([{ value: 3, items: 0 }]).value).toBeNull();
  });

  test("of one item is its value, without width", () => {
    expect(countedMedian([{ value: 3, items: 1 }])).toMatchObject({ value: 3, low: 3, high: 3 });
  });

  test("is that of the values written out, and lies within its interval", () => {
    const counts = fc.array(fc.record({ value: fc.nat(50), items: fc.nat(4) }), { maxLength: 12 });
    fc.assert(
      fc.property(counts, (given) => {
        const all = given
          .flatMap(({ value, items }) => Array.from({ length: items }, () => value))
          .sort((a, b) => a - b);
        fc.pre(all.length > 0);
        const lower = all[Math.ceil(all.length / 2) - 1]!;
        const upper = all[Math.floor(all.length / 2)]!;
        const mean = countedMedian(given, "mean");
        expect(countedMedian(given).value).toBe(lower);
        expect(mean.value).toBe((lower + upper) / 2);
        expect(mean.low!).toBeLessThanOrEqual(mean.value!);
        expect(mean.high!).toBeGreaterThanOrEqual(mean.value!);
      }),
    );
  });
});
