import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { criticalValue, normalQuantile } from "../../../src/lib/statistics/normal-quantile.js";

describe("quantile of the normal distribution", () => {
  test("it agrees with published values in the middle, the shoulders and the far tails", () => {
    for (const [probability, quantile] of [
      [0.5, 0],
      [0.9, 1.2815515655446008],
      [0.975, 1.9599639845400545],
      [0.995, 2.5758293035489004],
      [1e-10, -6.361340902404056],
      [1e-300, -37.0470962993612],
    ] as const)
      expect(normalQuantile(probability)).toBeCloseTo(quantile, 10);
  });

  test("it is odd about one half and rises", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (p) => {
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 5);
        expect(normalQuantile(p * 0.99)).toBeLessThan(normalQuantile(p));
      }),
    );
  });

  test("0 and 1 give the infinities, and what is no probability is refused by name", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.5)).toThrow("probability must lie in [0, 1], was 1.5");
    expect(() => normalQuantile(Number.NaN)).toThrow("was NaN");
  });

  test("a 95 % interval reaches 1.96 standard errors", () => {
    expect(criticalValue(0.95)).toBeCloseTo(1.959963984540054, 12);
  });
});
