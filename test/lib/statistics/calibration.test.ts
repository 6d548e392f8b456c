import { describe, expect, test } from "vitest";
import {
  calibrationBins,
  calibrationError,
  calibrationLine,
} from "../../../src/lib/statistics/calibration.js";
import { seededRandom } from "../../../src/lib/statistics/random.js";

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

function drawn(size: number, stretch: number): { logOdds: number[]; labels: number[] } {
  const random = seededRandom(3);
  const truth = Array.from({ length: size }, () => 6 * random() - 4);
  return {
    labels: truth.map((x) => (random() < logistic(x) ? 1 : 0)),
    logOdds: truth.map((x) => stretch * x),
  };
}

describe("the calibration line", () => {
  test("its slope is 1 and its intercept 0 where outcomes are drawn with the predicted chances", () => {
    const { logOdds, labels } = drawn(40_000, 1);
    const line = calibrationLine({ scores: logOdds, labels });
    expect(line!.slope).toBeCloseTo(1, 1);
    expect(line!.intercept).toBeCloseTo(0, 1);
  });

  test("predictions that are twice as extreme have half the slope, exactly", () => {
    const [one, two] = [1, 2].map((stretch) => drawn(2_000, stretch));
    const slopes = [one!, two!].map(
      ({ logOdds, labels }) => calibrationLine({ scores: logOdds, labels })!.slope,
    );
    expect(slopes[1]).toBeCloseTo(slopes[0]! / 2, 8);
  });

  test("a weight of three is three items", () => {
    const { logOdds, labels } = drawn(300, 1);
    const weights = labels.map((_, item) => 1 + (item % 3));
    const times = weights.flatMap((weight, item) => Array<number>(weight).fill(item));
    const line = calibrationLine({ scores: logOdds, labels, weights });
    const copied = calibrationLine({
      scores: times.map((item) => logOdds[item]!),
      labels: times.map((item) => labels[item]!),
    });
    expect(line!.slope).toBeCloseTo(copied!.slope, 8);
    expect(line!.intercept).toBeCloseTo(copied!.intercept, 8);
  });

  test("it is unknown for one class, for one score, for scores that part the classes, and for nothing", () => {
    expect(calibrationLine({ scores: [0, 1], labels: [1, 1] })).toBeNull();
    expect(calibrationLine({ scores: [1, 1, 1], labels: [1, 0, 1] })).toBeNull();
    expect(calibrationLine({ scores: [-2, -1, 1, 2], labels: [0, 0, 1, 1] })).toBeNull();
    expect(calibrationLine({ scores: [], labels: [] })).toBeNull();
  });
});

describe("calibration bins", () => {
  test("ten bins hold a tenth of the items each, the highest scores first", () => {
    const { logOdds, labels } = drawn(1_000, 1);
    const bins = calibrationBins({ scores: logOdds.map(logistic), labels });
    expect(bins.map(({ items }) => items)).toEqual(Array<number>(10).fill(100));
    const predicted = bins.map((bin) => bin.predicted);
    expect(predicted).toEqual(predicted.toSorted((a, b) => b - a));
  });

  test("a share of .05 looks at the top twentieth alone, by weight", () => {
    const scores = Array.from({ length: 100 }, (_, item) => item / 100);
    const labels = scores.map((score) => (score > 0.97 ? 1 : 0));
    const bins = calibrationBins({ scores, labels }, { share: 0.05, bins: 1 });
    expect(bins).toEqual([
      { weight: 5, items: 5, effective: 5, predicted: expect.closeTo(0.97, 10), observed: 0.4 },
    ]);
    const heavy = calibrationBins(
      { scores, labels, weights: scores.map((score) => (score === 0.99 ? 50 : 1)) },
      { share: 0.05, bins: 5 },
    );
    expect(heavy).toHaveLength(1);
    expect(heavy[0]).toMatchObject({ items: 1, weight: 50, observed: 1 });
  });

  test("the error is the mean distance of what happened from what was predicted", () => {
    const scored = { scores: [0.9, 0.9, 0.2, 0.2], labels: [1, 0, 0, 0] };
    expect(calibrationError(scored, { bins: 2 })).toBeCloseTo((0.4 + 0.2) / 2, 12);
    expect(calibrationError({ scores: [1, 0], labels: [1, 0] })).toBe(0);
    expect(calibrationError({ scores: [], labels: [] })).toBeNull();
  });
});
