import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitLogistic } from "../../../src/lib/risk/logistic.js";
import { modelFileSchema, type Model } from "../../../src/lib/risk/model.js";
import {
  explain,
  explainedScore,
  largestContributions,
  logOddsChange,
  logOddsOf,
  scoreOf,
} from "../../../src/lib/risk/score.js";
import { fitTrees } from "../../../src/lib/risk/trees.js";
import { simulated } from "./support/simulated.js";

const examples = simulated(500, 4, 9, ([a = 0, b = 0]) => Math.log1p(a) - Math.log1p(b));
const models: readonly Model[] = [fitLogistic(examples), fitTrees(examples, { trees: 20 })];
const values = fc.array(fc.oneof(fc.double({ min: -10, max: 1e6, noNaN: true }), fc.constant(Number.NaN)), {
  minLength: 4,
  maxLength: 4,
});

describe.each(models)("scores of a model: $kind", (model) => {
  test("contributions and base add up to the log-odds of the score", () => {
    fc.assert(
      fc.property(values, (account) => {
        const { base, contributions } = explain(model, account);
        expect(contributions).toHaveLength(4);
        const sum = contributions.reduce((total, each) => total + each, base);
        expect(sum).toBeCloseTo(logOddsOf(model, account), 9);
        const score = scoreOf(model, account);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("a score with its contributions is the score, to the last bit", () => {
    fc.assert(
      fc.property(values, (account) => {
        const { score, contributions } = explainedScore(model, account);
        expect(score).toBe(scoreOf(model, account));
        expect(contributions).toEqual(explain(model, account).contributions);
      }),
    );
  });

  test("what changes with some features is the difference of the log-odds of all", () => {
    fc.assert(
      fc.property(values, values, fc.subarray([0, 1, 2, 3]), (before, other, features) => {
        const after = before.map((value, feature) => (features.includes(feature) ? other[feature]! : value));
        const change = logOddsChange(model, features)(
          (feature) => before[feature]!,
          (feature) => after[feature]!,
        );
        expect(change).toBeCloseTo(logOddsOf(model, after) - logOddsOf(model, before), 9);
      }),
    );
  });

  test("a model that was written and read gives the same bits", () => {
    const read = JSON.parse(JSON.stringify(model)) as Model;
    fc.assert(
      fc.property(values, (account) => {
        expect(scoreOf(read, account)).toBe(scoreOf(model, account));
      }),
    );
  });

  test("its file keeps its schema, and a file with a feature too few does not", () => {
    const file = {
      version: "0123456789ab",
      features: ["a", "b", "c", "d"],
      trained: { accounts: 500, violating: 250, until: null, seed: 0 },
      model,
    };
    expect(modelFileSchema.parse(file)).toEqual(file);
    expect(modelFileSchema.safeParse({ ...file, features: ["a"] }).success).toBe(false);
  });
});

describe("an unknown feature", () => {
  test("adds nothing in the logistic model, and goes left in trees", () => {
    const [logistic, trees] = models;
    const none = Array<number>(4).fill(Number.NaN);
    expect([...explain(logistic!, none).contributions]).toEqual([0, 0, 0, 0]);
    expect(logOddsOf(trees!, none)).toBe(logOddsOf(trees!, Array<number>(4).fill(Number.NEGATIVE_INFINITY)));
  });

  test("a tree whose nodes point backwards breaks the schema", () => {
    const tree = { feature: [0, -1, -1], threshold: [1, 0, 0], right: [0, 0, 0], value: [0, 1, 2] };
    const file = {
      version: "0123456789ab",
      features: ["a"],
      trained: { accounts: 2, violating: 1, until: null, seed: 0 },
      model: { kind: "trees", floor: 0, intercept: 0, trees: [tree] },
    };
    expect(modelFileSchema.safeParse(file).success).toBe(false);
    tree.right[0] = 2;
    expect(modelFileSchema.safeParse(file).success).toBe(true);
  });
});

test("the largest contributions are those that sorting by strength would put first, without zeros", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.integer({ min: 1, max: 6 }), (values, most) => {
      const sorted = values
        .map((value, feature) => ({ feature, strength: Math.abs(value) }))
        .filter(({ strength }) => strength > 0)
        .toSorted((a, b) => b.strength - a.strength || a.feature - b.feature)
        .slice(0, most);
      expect(largestContributions(Float64Array.from(values), most)).toEqual(
        sorted.map(({ feature }) => feature),
      );
    }),
  );
});
