import { describe, expect, test } from "vitest";
import { stratifiedShare } from "../../../src/lib/statistics/stratified-share.js";
import { weightedShare } from "../../../src/lib/statistics/weighted-share.js";

function band(items: number, positives: number, weight: number) {
  return {
    items,
    positives,
    weight: items * weight,
    weightPositive: positives * weight,
    weightSquared: items * weight ** 2,
  };
}

describe("the share of a stratum whose items had chances of their own", () => {
  test("of no items, or of items that weigh nothing, is nothing", () => {
    expect(weightedShare([])).toEqual({});
    expect(weightedShare([band(0, 0, 3), band(4, 4, 0)])).toEqual({});
  });

  test("with one chance is the plain share at its own size", () => {
    expect(weightedShare([band(40, 30, 7)])).toEqual({ share: 0.75, effectiveItems: 40 });
  });

  test("weighs items by what they stand for", () => {
    expect(weightedShare([band(90, 90, 1), band(10, 5, 9)]).share).toBeCloseTo((90 + 45) / 180, 12);
  });

  test("is less sure where the heavy items are few, though all are positive", () => {
    const of = (bands: ReturnType<typeof band>[]): number =>
      stratifiedShare([{ weight: 1, items: 100, positives: 100, ...weightedShare(bands) }]).low ?? 0;
    const [even, uneven] = [of([band(100, 100, 2)]), of([band(95, 95, 1), band(5, 5, 20)])];
    expect(uneven).toBeLessThan(even - 0.1);
  });

  test("has the variance that redraws of it have", () => {
    const { variance = 0 } = weightedShare([band(400, 360, 2), band(100, 60, 20)]);
    // Two bands of .9 and .6 around 1 920 ÷ 2 800: Σw²(p(1 − p) + (p − R)²) ÷ (Σw)².
    const share = 1920 / 2800;
    const exact = (1600 * (0.09 + (0.9 - share) ** 2) + 40_000 * (0.24 + (0.6 - share) ** 2)) / 2800 ** 2;
    expect(variance).toBeCloseTo(exact, 4);
  });
});
