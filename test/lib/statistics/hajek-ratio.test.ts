import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hajekRatio, type WeightedSums } from "../../../src/lib/statistics/hajek-ratio.js";
import { wilsonInterval } from "../../../src/lib/statistics/wilson.js";

/** Sums over items given one by one. */
function sums(items: readonly { weight: number; positive: boolean }[]): WeightedSums {
  const total = (of: (item: { weight: number; positive: boolean }) => number): number =>
    items.reduce((sum, item) => sum + of(item), 0);
  return {
    items: items.length,
    positives: total(({ positive }) => Number(positive)),
    weight: total(({ weight }) => weight),
    weightPositive: total(({ weight, positive }) => (positive ? weight : 0)),
    weightSquared: total(({ weight }) => weight ** 2),
    weightSquaredPositive: total(({ weight, positive }) => (positive ? weight ** 2 : 0)),
  };
}

const item = fc.record({ weight: fc.double({ min: 0.1, max: 1000, noNaN: true }), positive: fc.boolean() });

describe("Hájek's ratio", () => {
  test("of no items is no data", () => {
    expect(hajekRatio(sums([]))).toMatchObject({ value: null, low: null, high: null, denominator: 0 });
  });

  test("of equal weights is the plain share, with about Wilson's interval", () => {
    const { value, low, high } = hajekRatio(
      sums(Array.from({ length: 400 }, (_, index) => ({ weight: 7, positive: index < 40 }))),
    );
    const plain = wilsonInterval(0.1, 400);
    expect(value).toBeCloseTo(0.1, 12);
    expect(low).toBeCloseTo(plain.low, 3);
    expect(high).toBeCloseTo(plain.high, 3);
  });

  test("without positives is 0 with an upper bound as far as a plain sample's, or further", () => {
    const { value, low, high } = hajekRatio(
      sums(Array.from({ length: 300 }, (_, index) => ({ weight: 1 + (index % 5), positive: false }))),
    );
    expect(value).toBe(0);
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(wilsonInterval(0, 300).high - 1e-4);
  });

  test("of positives alone is 1 with a lower bound", () => {
    const { value, low, high } = hajekRatio(sums([{ weight: 2, positive: true }]));
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeLessThan(0.5);
  });

  test("does not change with the unit of the weights", () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 60 }), (items) => {
        const one = hajekRatio(sums(items));
        const other = hajekRatio(sums(items.map((each) => ({ ...each, weight: each.weight * 1000 }))));
        expect(other.value).toBeCloseTo(one.value!, 9);
        expect(other.low).toBeCloseTo(one.low!, 6);
        expect(other.high).toBeCloseTo(one.high!, 6);
      }),
    );
  });

  test("is the same seen from the other side", () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 60 }), (items) => {
        const one = hajekRatio(sums(items));
        const other = hajekRatio(sums(items.map((each) => ({ ...each, positive: !each.positive }))));
        expect(other.value).toBeCloseTo(1 - one.value!, 9);
        expect(other.low).toBeCloseTo(1 - one.high!, 6);
      }),
    );
  });

  test("is less certain where a few items carry most of the weight", () => {
    const even = hajekRatio(
      sums(Array.from({ length: 100 }, (_, i) => ({ weight: 1, positive: i % 4 === 0 }))),
    );
    const uneven = hajekRatio(
      sums(Array.from({ length: 100 }, (_, i) => ({ weight: i < 8 ? 50 : 1, positive: i % 4 === 0 }))),
    );
    expect(uneven.effectiveSize!).toBeLessThan(even.effectiveSize! / 3);
  });
});
