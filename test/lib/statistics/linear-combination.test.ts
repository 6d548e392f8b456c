import { describe, expect, test } from "vitest";
import { count } from "../../../src/lib/statistics/count.js";
import { kishSize } from "../../../src/lib/statistics/kish.js";
import { linearCombination } from "../../../src/lib/statistics/linear-combination.js";

describe("a sum of estimates", () => {
  test("of symmetric intervals adds up like variances do", () => {
    const { value, low, high } = linearCombination([
      { coefficient: 2, value: 1, low: 0.7, high: 1.3 },
      { coefficient: 1, value: 5, low: 4.2, high: 5.8 },
    ]);
    expect(value).toBe(7);
    expect(high - 7).toBeCloseTo(1, 12);
    expect(7 - low).toBeCloseTo(1, 12);
  });

  test("keeps the skew of its parts", () => {
    const { low, high } = linearCombination([{ coefficient: 1, value: 0.99, low: 0.9, high: 1 }]);
    expect([low, high]).toEqual([0.9, 1]);
  });
});

describe("Kish's effective size", () => {
  test("of equal weights is their number, of unequal ones less, of none zero", () => {
    expect(kishSize(30, 90)).toBe(10);
    expect(kishSize(1 + 9, 1 + 81)).toBeCloseTo(1.2195, 4);
    expect(kishSize(0, 0)).toBe(0);
  });
});

describe("a count", () => {
  test("is its own interval, and unknown stays unknown", () => {
    expect(count(3)).toEqual({ value: 3, low: 3, high: 3, numerator: 3, denominator: null });
    expect(count(null).value).toBeNull();
    expect(count(0).value).toBe(0);
  });
});
