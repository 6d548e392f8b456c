import { describe, expect, test } from "vitest";
import { differenceOfMeans, mean, type Moments } from "../../../src/lib/statistics/mean.js";

function moments(values: readonly number[]): Moments {
  return {
    items: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
  };
}

describe("a mean", () => {
  test("of nothing is no data", () => {
    expect(mean(moments([]))).toMatchObject({ value: null, denominator: 0 });
  });

  test("of one item has no interval", () => {
    expect(mean(moments([4]))).toMatchObject({ value: 4, low: null, high: null });
  });

  test("has an interval of 1.96 standard errors on either side", () => {
    const { value, low, high } = mean(moments([1, 2, 3, 4]));
    const error = Math.sqrt(5 / 3 / 4);
    expect(value).toBe(2.5);
    expect(low).toBeCloseTo(2.5 - 1.959964 * error, 5);
    expect(high).toBeCloseTo(2.5 + 1.959964 * error, 5);
  });

  test("of equal items is a point", () => {
    expect(mean(moments([3, 3, 3]))).toMatchObject({ value: 3, low: 3, high: 3 });
  });
});

describe("a difference of means", () => {
  test("is unknown where either side is empty", () => {
    expect(differenceOfMeans(moments([]), moments([1, 2])).value).toBeNull();
  });

  test("adds the squared errors of both sides (Welch)", () => {
    const { value, low } = differenceOfMeans(moments([2, 4, 6]), moments([1, 1, 4]));
    expect(value).toBe(2);
    expect(low).toBeCloseTo(2 - 1.959964 * Math.sqrt(4 / 3 + 3 / 3), 5);
  });

  test("has no interval where one side is a single item", () => {
    expect(differenceOfMeans(moments([2]), moments([1, 3]))).toMatchObject({ value: 0, low: null });
  });
});
