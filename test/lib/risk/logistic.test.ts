import { describe, expect, test } from "vitest";
import { solvePositiveDefinite } from "../../../src/lib/risk/cholesky.js";
import { eachAccountOnce, type Examples, takeExamples } from "../../../src/lib/risk/examples.js";
import { featureBounds } from "../../../src/lib/risk/feature-bounds.js";
import { fitLogistic } from "../../../src/lib/risk/logistic.js";
import { logOddsOf, scoreOf } from "../../../src/lib/risk/score.js";
import { auc } from "../../../src/lib/statistics/auc.js";
import { rowOf, simulated } from "./support/simulated.js";

const additive = ([a = 0, b = 0]: readonly number[]): number => 1.2 * Math.log1p(a) - 0.9 * Math.log1p(b) - 1;

/** The gradient of the penalised loss by each standardised coefficient, the intercept's first. */
function gradient(examples: Examples, model: ReturnType<typeof fitLogistic>, penalty: number): number[] {
  const sum = [0, ...model.coefficients.map((value) => penalty * value)];
  for (const [row, label] of examples.labels.entries()) {
    const residual = scoreOf(model, rowOf(examples, row)) - label;
    sum[0]! += residual;
    for (const feature of model.coefficients.keys())
      sum[feature + 1]! +=
        residual *
        ((Math.log1p(Math.min(examples.columns[feature]![row]!, model.highs[feature]!)) -
          model.means[feature]!) /
          model.scales[feature]!);
  }
  return sum;
}

describe("logistic regression", () => {
  test("the slope of the penalised loss is zero where it stops", () => {
    const examples = simulated(400, 4, 1, additive);
    for (const penalty of [0.1, 1, 50]) {
      const model = fitLogistic(examples, penalty);
      for (const slope of gradient(examples, model, penalty)) expect(Math.abs(slope)).toBeLessThan(1e-4);
    }
  });

  test("on additive data it orders unseen accounts as the true chances do, within .005", () => {
    const train = simulated(4_000, 6, 2, additive);
    const unseen = simulated(4_000, 6, 3, additive);
    const model = fitLogistic(train);
    const scores = unseen.truth.map((_, row) => logOddsOf(model, rowOf(unseen, row)));
    expect(auc({ scores, labels: unseen.labels })).toBeGreaterThan(
      auc({ scores: unseen.truth, labels: unseen.labels })! - 0.005,
    );
  });

  test("weights of two are the accounts twice, on the penalty's scale of effective accounts", () => {
    const examples = simulated(200, 2, 4, additive);
    const model = fitLogistic({ ...examples, weights: examples.weights.map(() => 250) });
    expect(model).toEqual(fitLogistic(examples));
    const some = examples.weights.map((_, row) => (row < 100 ? 2 : 1));
    const twice = takeExamples(examples, [...Array(100).keys(), ...Array(200).keys()]);
    // Kish: 300² ÷ 500 accounts of 300.
    const fitted = fitLogistic({ ...examples, weights: some }, 0.6);
    fitLogistic(twice, 1).coefficients.forEach((value, feature) =>
      expect(fitted.coefficients[feature]).toBeCloseTo(value, 5),
    );
  });

  test("classes that a feature parts get finite coefficients", () => {
    const column = Float64Array.from({ length: 100 }, (_, row) => row);
    const labels = Uint8Array.from({ length: 100 }, (_, row) => (row < 50 ? 0 : 1));
    const model = fitLogistic({ columns: [column], labels, weights: new Float64Array(100).fill(1) });
    expect(model.coefficients[0]).toBeGreaterThan(1);
    expect(model.coefficients[0]).toBeLessThan(20);
  });

  test("a feature that is the same everywhere, or nowhere known, has no say", () => {
    const examples = simulated(200, 2, 5, additive);
    const columns = [
      ...examples.columns,
      new Float64Array(200).fill(3),
      new Float64Array(200).fill(Number.NaN),
    ];
    const model = fitLogistic({ ...examples, columns });
    expect(model.coefficients.slice(2)).toEqual([0, 0]);
    expect(model.coefficients.slice(0, 2)).toEqual(fitLogistic(examples).coefficients);
  });

  test("a single class is refused", () => {
    const examples = simulated(20, 1, 6, additive);
    expect(() => fitLogistic({ ...examples, labels: new Uint8Array(20) })).toThrow(/accounts that violate/);
  });
});

test("an account counts once, however many rows it has", () => {
  const labels = new Uint8Array(4);
  expect(eachAccountOnce({ labels, accounts: ["a", "b", "a", "c"] })).toEqual(
    Float64Array.of(0.5, 1, 0.5, 1),
  );
  expect(eachAccountOnce({ labels })).toEqual(Float64Array.of(1, 1, 1, 1));
});

describe("bounds of a feature", () => {
  test("are its .01 and .99 quantiles; a value beyond counts as much as the bound", () => {
    const column = Float64Array.from({ length: 101 }, (_, row) => row);
    column[100] = 1e9;
    expect(featureBounds(column)).toEqual({ low: 1, high: 99 });
    const labels = Uint8Array.from({ length: 101 }, (_, row) => (row % 3 === 0 || row > 60 ? 1 : 0));
    const model = fitLogistic({ columns: [column], labels, weights: new Float64Array(101).fill(1) });
    expect(scoreOf(model, [1e9])).toBe(scoreOf(model, [99]));
    expect(scoreOf(model, [98])).toBeLessThan(scoreOf(model, [99]));
  });

  test("of a count that is hardly ever above 0 reach to the median of those that are; a rare flag's to 1", () => {
    const rare = new Float64Array(1_000);
    rare.set([4, 9, 1_000]);
    expect(featureBounds(rare)).toEqual({ low: 0, high: 9 });
    expect(featureBounds(rare.map((value) => (value > 0 ? 1 : 0)))).toEqual({ low: 0, high: 1 });
    expect(featureBounds(rare.map((value) => 5 - value)).high).toBe(5);
  });

  test("leave out what is unknown, and are 0 where nothing is known", () => {
    expect(featureBounds(Float64Array.of(Number.NaN, 3, Number.NaN, 7))).toEqual({ low: 3, high: 7 });
    expect(featureBounds(Float64Array.of(Number.NaN))).toEqual({ low: 0, high: 0 });
  });
});

describe("Cholesky's factors", () => {
  test("they solve what they are given, and refuse a matrix that is not positive definite", () => {
    const solution = solvePositiveDefinite(Float64Array.of(4, 0, 2, 3), Float64Array.of(2, 4));
    expect(solution[0]).toBeCloseTo(-0.25, 12);
    expect(solution[1]).toBeCloseTo(1.5, 12);
    expect(() => solvePositiveDefinite(Float64Array.of(1, 0, 2, 1), Float64Array.of(1, 1))).toThrow(
      /positive definite/,
    );
  });
});
