import { expect, test } from "vitest";
import { auc } from "../../../src/lib/statistics/auc.js";
import { bootstrapIntervals, mirroredAt, sortedByScore } from "../../../src/lib/statistics/bootstrap.js";
import { seededRandom } from "../../../src/lib/statistics/random.js";

const mean =
  (values: readonly number[]) =>
  (weights: Float64Array): number =>
    values.reduce((sum, value, item) => sum + value * weights[item]!, 0) /
    weights.reduce((sum, weight) => sum + weight, 0);

test("the interval of a mean is that of its standard error, the same for equal seeds", () => {
  const random = seededRandom(4);
  const values = Array.from({ length: 400 }, () => random());
  const run = (seed: number) =>
    bootstrapIntervals(new Float64Array(400).fill(1), (weights) => [mean(values)(weights)], {
      resamples: 1000,
      seed,
    })[0]!;
  const { low, high } = run(1);
  const error = 1.96 * Math.sqrt(1 / 12 / 400);
  const centre = mean(values)(new Float64Array(400).fill(1));
  expect(low).toBeGreaterThan(centre - error * 1.2);
  expect(low).toBeLessThan(centre - error * 0.8);
  expect(high - centre).toBeGreaterThan(error * 0.8);
  expect(high - centre).toBeLessThan(error * 1.2);
  expect(run(1)).toEqual({ low, high });
  expect(run(2)).not.toEqual({ low, high });
});

test("a figure that resamples do not know has no interval; a difference is of the same resamples", () => {
  const values = [1, 2, 3, 4, 5];
  const [unknown, none] = bootstrapIntervals([1, 1, 1, 1, 1], (weights) => [
    null,
    mean(values)(weights) - mean(values)(weights),
  ]);
  expect(unknown).toBeNull();
  expect(none).toEqual({ low: 0, high: 0 });
});

test("sorted items are the same items: what is measured of them does not change", () => {
  const scored = { scores: [0.2, 0.9, 0.9, 0.1], labels: [0, 1, 0, 1], weights: [1, 2, 3, 4] };
  const sorted = sortedByScore(scored);
  expect(sorted.order).toEqual([1, 2, 0, 3]);
  expect(auc(sorted)).toBe(auc(scored));
  expect(sortedByScore({ scores: [1, 2], labels: [1, 0] }).weights).toEqual([1, 1]);
});

test("a mirrored interval lies below a figure that resampling raises, and never below 0", () => {
  const mirrored = mirroredAt(0.05, { low: 0.04, high: 0.08 });
  expect(mirrored.low).toBeCloseTo(0.02, 12);
  expect(mirrored.high).toBeCloseTo(0.06, 12);
  expect(mirroredAt(0.01, { low: 0.02, high: 0.09 })).toEqual({ low: 0, high: 0 });
});
