import { describe, expect, test } from "vitest";
import { crossValidate, heldOutScores } from "../../../src/lib/risk/cross-validate.js";
import { evaluateModels } from "../../../src/lib/risk/evaluate.js";
import type { LabelledAccounts } from "../../../src/lib/risk/labelled.js";
import { performanceOf, performanceOverFolds, spreadOf } from "../../../src/lib/risk/performance.js";
import { riskReportSchema } from "../../../src/lib/risk/report.js";
import { splitAtSpan } from "../../../src/lib/risk/spans.js";
import { simulated, spansInOrder } from "./support/simulated.js";

const options = {
  seed: 0,
  folds: 3,
  repeats: 2,
  queue: 20,
  groupOf: (feature: string) => feature.replace(/_.*/, ""),
  isFlag: (feature: string) => feature.startsWith("rule:"),
};

function labelled(size: number, logOdds: (values: readonly number[]) => number): LabelledAccounts {
  const examples = simulated(size, 4, 21, logOdds);
  return {
    ...examples,
    features: ["posts_1h", "posts_24h", "links", "rule:a"],
    accounts: Array.from({ length: size }, (_, row) => `account-${row}`),
    span: spansInOrder(size),
    judgedAt: Float64Array.from({ length: size }, (_, row) => 1_700_000_000 + row * 60),
    segments: {
      country: Array.from({ length: size }, (_, row) => (row % 2 === 0 ? "DE" : "CH")),
      lang: Array.from({ length: size }, () => ""),
      age: Array.from({ length: size }, (_, row) => (row < 5 ? "1 under a day" : "2 under a week")),
    },
    leftOut: 7,
  };
}

const additive = labelled(500, ([a = 0, , c = 0]) => 1.5 * Math.log1p(a) - 1.5 * Math.log1p(c));

describe("a report of how well the models work", () => {
  const report = evaluateModels(additive, options);

  test("it keeps its schema and says what it was made from", () => {
    expect(riskReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      accounts: 500,
      leftOut: 7,
      represents: 500,
      features: 3,
      flags: 1,
      folds: 3,
    });
    expect(report.judged).toEqual({ from: "2023-11-14T22:13:20.000Z", to: "2023-11-15T06:32:20.000Z" });
  });

  test("on additive data the logistic model stays; where it is blind, the trees are chosen", () => {
    expect(report.chosen).toBe("logistic");
    const blind = labelled(500, ([a = 0, , c = 0]) => (a > 5 === c > 5 ? 3 : -3));
    const other = evaluateModels(blind, options);
    expect(other.chosen).toBe("trees");
    expect(other.gain.mean).toBeGreaterThan(0.2);
  });

  test("the same accounts and seed give the same bytes", () => {
    expect(JSON.stringify(evaluateModels(additive, options))).toBe(JSON.stringify(report));
    expect(JSON.stringify(evaluateModels(additive, { ...options, seed: 5 }))).not.toBe(
      JSON.stringify(report),
    );
  });

  test("what the labels follow from is missed most, and what they do not next to nothing", () => {
    const drops = Object.fromEntries(report.drops.map(({ group, drop }) => [group, drop]));
    expect(drops["links"]).toBeGreaterThan(0.05);
    expect(drops["posts"]).toBeGreaterThan(0.05);
    expect(Math.abs(drops["rule:a"]!)).toBeLessThan(0.02);
  });

  test("a segment is named where it has ten accounts of each class, and has a name", () => {
    expect(report.segments.map(({ dimension, value }) => `${dimension} ${value}`)).toEqual([
      "country CH",
      "country DE",
      "age 2 under a week",
    ]);
    expect(report.segments[0]).toMatchObject({ accounts: 250 });
  });

  test("the split in time trains on the first judged alone", () => {
    expect(report.timeSplit).toMatchObject({ at: "2023-11-15T04:03:20.000Z", past: 350, future: 150 });
    const undated = {
      ...additive,
      span: new Uint8Array(500),
      judgedAt: new Float64Array(500).fill(Number.NaN),
    };
    expect(evaluateModels(undated, options)).toMatchObject({ timeSplit: null, judged: null });
  });
});

describe("cross-validation", () => {
  const fit = (): {
    kind: "logistic";
    floor: number;
    intercept: number;
    lows: number[];
    highs: number[];
    means: number[];
    scales: number[];
    coefficients: number[];
  } => ({
    kind: "logistic",
    floor: 0,
    intercept: 0,
    lows: [0, 0, 0, 0],
    highs: [1e6, 1, 1, 1],
    means: [0, 0, 0, 0],
    scales: [1, 1, 1, 1],
    coefficients: [1, 0, 0, 0],
  });

  test("every account is held out once, from a model that was fitted to all other folds", () => {
    const sizes: number[] = [];
    const parts = crossValidate(
      additive,
      (examples) => {
        sizes.push(examples.labels.length);
        return fit();
      },
      5,
      0,
    );
    expect(parts.flatMap(({ rows }) => [...rows]).sort((a, b) => a - b)).toEqual([...Array(500).keys()]);
    expect(parts.map(({ rows }, fold) => rows.length + sizes[fold]!)).toEqual(Array<number>(5).fill(500));
  });

  test("rows of one account lie in one fold, of the class that it was found to be of last", () => {
    const accounts = additive.accounts.map((_, row) => `account-${Math.floor(row / 2)}`);
    const parts = crossValidate({ ...additive, accounts }, fit, 5, 0);
    for (const { rows } of parts) {
      const own = new Set([...rows].map((row) => accounts[row]));
      expect(rows).toHaveLength(2 * own.size);
    }
    expect(parts.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(500);
  });

  test("a class with fewer accounts than folds is refused with its size", () => {
    const labels = new Uint8Array(500);
    labels[3] = 1;
    expect(() => crossValidate({ ...additive, labels }, fit, 5, 0)).toThrow(
      /5 folds .* there are 1 that violate/,
    );
  });

  test("one fold is judged as the whole is", () => {
    const scores = heldOutScores(crossValidate(additive, fit, 2, 0), additive.columns);
    const predicted = { scores, labels: additive.labels, weights: additive.weights };
    expect(performanceOverFolds(predicted, [Int32Array.from(scores.keys())], 20)).toEqual(
      performanceOf(predicted, 20),
    );
  });
});

describe("the spread over repeats", () => {
  test("one repeat has no deviation, none no mean, and one that is unknown makes both unknown", () => {
    expect(spreadOf([2])).toEqual({ mean: 2, deviation: null });
    expect(spreadOf([])).toEqual({ mean: null, deviation: null });
    expect(spreadOf([1, null])).toEqual({ mean: null, deviation: null });
    expect(spreadOf([1, 3])).toEqual({ mean: 2, deviation: Math.SQRT2 });
  });
});

test("a split in time parts rows at the beginning of a span", () => {
  expect(splitAtSpan(Uint8Array.of(3, 0, 2, 1), 2)).toEqual({
    past: Int32Array.of(1, 3),
    future: Int32Array.of(0, 2),
  });
});
