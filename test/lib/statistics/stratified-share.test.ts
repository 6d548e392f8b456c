import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stratifiedShare } from "../../../src/lib/statistics/stratified-share.js";
import { wilsonInterval } from "../../../src/lib/statistics/wilson.js";

const stratum = fc
  .tuple(
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 1, max: 300 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([weight, items, part]) => ({ weight, items, positives: Math.round(items * part) }));

describe("a stratified share", () => {
  test("weighs strata by their share of the frame, not of the sample", () => {
    const { value, numerator, denominator } = stratifiedShare([
      { weight: 900, items: 10, positives: 9 },
      { weight: 100, items: 90, positives: 45 },
    ]);
    expect(value).toBeCloseTo(0.9 * 0.9 + 0.1 * 0.5, 12);
    expect([numerator, denominator]).toEqual([54, 100]);
  });

  test("has the interval of the formulas, worked by hand", () => {
    const [p1, p2] = [195.5 / 201, 100.5 / 101];
    const variance = (0.36 * p1 * (1 - p1)) / 200 + (0.16 * p2 * (1 - p2)) / 100;
    const smooth = 0.6 * p1 + 0.4 * p2;
    const size = (smooth * (1 - smooth)) / variance;
    const expected = wilsonInterval(0.6 * 0.975 + 0.4, size);
    const estimate = stratifiedShare([
      { weight: 60, items: 200, positives: 195 },
      { weight: 40, items: 100, positives: 100 },
    ]);
    expect(estimate.effectiveSize).toBeCloseTo(size, 9);
    expect(estimate.low).toBeCloseTo(expected.low, 12);
    expect(estimate.high).toBeCloseTo(expected.high, 12);
  });

  test("without strata, or without labels, is no data", () => {
    expect(stratifiedShare([])).toMatchObject({
      value: null,
      low: null,
      high: null,
      denominator: 0,
      covered: 0,
    });
    expect(stratifiedShare([{ weight: 5, items: 0, positives: 0 }]).value).toBeNull();
  });

  test("of one stratum is a plain share", () => {
    const { value, low, high } = stratifiedShare([{ weight: 1, items: 50, positives: 40 }]);
    const plain = wilsonInterval(0.8, 50);
    expect(value).toBe(0.8);
    expect(low).toBeCloseTo(plain.low, 9);
    expect(high).toBeCloseTo(plain.high, 9);
  });

  test("of strata without an error does not shrink to a point", () => {
    const { value, low, high } = stratifiedShare([
      { weight: 50, items: 100, positives: 100 },
      { weight: 50, items: 100, positives: 100 },
    ]);
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeGreaterThan(0.95);
    expect(low).toBeLessThan(0.99);
  });

  test("of positives nowhere is 0 with an upper bound", () => {
    const { value, low, high } = stratifiedShare([{ weight: 3, items: 10, positives: 0 }]);
    expect([value, low]).toEqual([0, 0]);
    expect(high).toBeGreaterThan(0.2);
  });

  test("a stratum without labels may be all wrong or all right", () => {
    const labelled = stratifiedShare([{ weight: 70, items: 100, positives: 90 }]);
    const partly = stratifiedShare([
      { weight: 70, items: 100, positives: 90 },
      { weight: 30, items: 0, positives: 0 },
    ]);
    expect(partly.value).toBe(0.9);
    expect(partly.covered).toBeCloseTo(0.7, 12);
    expect(partly.low).toBeCloseTo(0.7 * labelled.low!, 12);
    expect(partly.high).toBeCloseTo(0.7 * labelled.high! + 0.3, 12);
  });

  test("is unknown where less than half of the frame lies in strata with labels, and its bounds are not", () => {
    const { value, low, high } = stratifiedShare([
      { weight: 40, items: 100, positives: 90 },
      { weight: 60, items: 0, positives: 0 },
    ]);
    expect(value).toBeNull();
    expect(low).toBeGreaterThan(0.3);
    expect(high).toBeLessThan(1);
  });

  test("does not depend on the order of the strata or the unit of their weights", () => {
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 8 }), (strata) => {
        const one = stratifiedShare(strata);
        const other = stratifiedShare(
          [...strata].reverse().map((each) => ({ ...each, weight: each.weight * 1e6 })),
        );
        expect(other.value).toBeCloseTo(one.value!, 9);
        expect(other.low).toBeCloseTo(one.low!, 9);
        expect(other.high).toBeCloseTo(one.high!, 9);
      }),
    );
  });

  test("holds its value within its interval, and that within 0 and 1", () => {
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 8 }), (strata) => {
        const { value, low, high } = stratifiedShare(strata);
        expect(low!).toBeLessThanOrEqual(value! + 1e-12);
        expect(high!).toBeGreaterThanOrEqual(value! - 1e-12);
        expect(low!).toBeGreaterThanOrEqual(0);
        expect(high!).toBeLessThanOrEqual(1);
      }),
    );
  });
});
