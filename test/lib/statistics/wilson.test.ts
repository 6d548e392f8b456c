import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { share, wilsonInterval } from "../../../src/lib/statistics/wilson.js";

const counts = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe("Wilson's interval", () => {
  test("it agrees with the values of Newcombe 1998, table I, method 3", () => {
    for (const [positives, items, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const interval = wilsonInterval(positives / items, items);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  test("it is the same seen from the other side", () => {
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const [one, other] = [wilsonInterval(x / n, n), wilsonInterval((n - x) / n, n)];
        expect(one.low).toBeCloseTo(1 - other.high, 12);
        expect(one.high).toBeCloseTo(1 - other.low, 12);
      }),
    );
  });

  test("it holds the share, stays within 0 and 1, and narrows with more items", () => {
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const { low, high } = wilsonInterval(x / n, n);
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        const more = wilsonInterval(x / n, 4 * n);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });

  test("it widens with the level and takes a fractional number of items", () => {
    const [usual, wide] = [wilsonInterval(0.3, 40.5), wilsonInterval(0.3, 40.5, 0.99)];
    expect(wide.low).toBeLessThan(usual.low);
    expect(wide.high).toBeGreaterThan(usual.high);
  });

  test("of no items nothing is known, of infinitely many the share itself", () => {
    expect(wilsonInterval(0.5, 0)).toEqual({ low: 0, high: 1 });
    expect(wilsonInterval(0.25, Number.POSITIVE_INFINITY)).toEqual({ low: 0.25, high: 0.25 });
  });
});

describe("a share", () => {
  test("of nothing is no data, not 0 %", () => {
    expect(share(0, 0)).toEqual({ value: null, low: null, high: null, numerator: 0, denominator: 0 });
  });

  test("of unknown counts is unknown", () => {
    expect(share(null, 3).value).toBeNull();
    expect(share(1, null).value).toBeNull();
  });

  test("of one item is 0 or 1 with a wide interval", () => {
    expect(share(1, 1)).toMatchObject({ value: 1, high: 1 });
    expect(share(1, 1).low).toBeCloseTo(0.2065, 4);
    expect(share(0, 1)).toMatchObject({ value: 0, low: 0 });
  });

  test("carries what it was counted over, and its level where that is not 95 %", () => {
    expect(share(3, 4)).toMatchObject({ value: 0.75, numerator: 3, denominator: 4 });
    expect(share(3, 4)).not.toHaveProperty("level");
    expect(share(3, 4, 0.99).level).toBe(0.99);
  });
});
