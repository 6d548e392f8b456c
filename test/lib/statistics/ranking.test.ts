import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auc } from "../../../src/lib/statistics/auc.js";
import { averagePrecision } from "../../../src/lib/statistics/average-precision.js";
import { precisionAt } from "../../../src/lib/statistics/precision-at.js";

const scored = fc
  .array(
    fc.record({
      score: fc.integer({ min: 0, max: 6 }),
      label: fc.constantFrom(0, 1),
      weight: fc.integer({ min: 1, max: 4 }),
    }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((items) => ({
    scores: items.map(({ score }) => score / 6),
    labels: items.map(({ label }) => label),
    weights: items.map(({ weight }) => weight),
  }));

type Items = { scores: number[]; labels: number[]; weights: number[] };

/** Each item as often as its weight says. */
function repeated({ scores, labels, weights }: Items): { scores: number[]; labels: number[] } {
  const times = weights.flatMap((weight, item) => Array<number>(weight).fill(item));
  return { scores: times.map((item) => scores[item]!), labels: times.map((item) => labels[item]!) };
}

describe("the area under the curve", () => {
  test("it is the share of pairs of a positive and a negative that are in order, ties counted half", () => {
    fc.assert(
      fc.property(scored, (items) => {
        const { scores, labels } = repeated(items);
        let [pairs, ordered] = [0, 0];
        for (const [a, label] of labels.entries())
          for (const [b, other] of labels.entries())
            if (label === 1 && other === 0) {
              pairs++;
              ordered += scores[a]! > scores[b]! ? 1 : scores[a] === scores[b] ? 0.5 : 0;
            }
        const value = auc(items);
        expect(value ?? -1).toBeCloseTo(pairs === 0 ? -1 : ordered / pairs, 12);
        expect(value).toBe(auc({ ...items, scores: items.scores.map((score) => score ** 3) }));
      }),
    );
  });

  test("it is unknown without a positive, without a negative and without anything", () => {
    expect(auc({ scores: [0.1, 0.9], labels: [0, 0] })).toBeNull();
    expect(auc({ scores: [0.1, 0.9], labels: [1, 1] })).toBeNull();
    expect(auc({ scores: [], labels: [] })).toBeNull();
  });
});

describe("average precision", () => {
  test("it is the sum over thresholds of precision times the recall that each adds", () => {
    fc.assert(
      fc.property(scored, (items) => {
        const { scores, labels } = repeated(items);
        const positives = labels.filter((label) => label === 1).length;
        let [sum, before] = [0, 0];
        for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
          const taken = labels.filter((_, item) => scores[item]! >= threshold);
          const found = taken.filter((label) => label === 1).length;
          sum += ((found - before) / positives) * (found / taken.length);
          before = found;
        }
        expect(averagePrecision(items) ?? -1).toBeCloseTo(positives === 0 ? -1 : sum, 12);
      }),
    );
  });

  test("it agrees with the example of scikit-learn's documentation", () => {
    expect(averagePrecision({ scores: [0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1] })).toBeCloseTo(0.8333, 4);
  });
});

describe("precision at a queue's size", () => {
  test("it is the share of positives among so many items from the top", () => {
    const items = { scores: [0.9, 0.8, 0.7, 0.1], labels: [1, 0, 1, 0] };
    expect([1, 2, 3, 4, 100].map((size) => precisionAt(items, size))).toEqual([
      1,
      1 / 2,
      2 / 3,
      1 / 2,
      1 / 2,
    ]);
  });

  test("items of one score at the border are taken at their own share of positives, in whatever order they come", () => {
    fc.assert(
      fc.property(scored, fc.integer({ min: 1, max: 10 }), (items, size) => {
        const backwards = {
          scores: items.scores.toReversed(),
          labels: items.labels.toReversed(),
          weights: items.weights.toReversed(),
        };
        expect(precisionAt(items, size)).toBeCloseTo(precisionAt(backwards, size)!, 12);
        expect(precisionAt(items, size)).toBeCloseTo(precisionAt(repeated(items), size)!, 12);
      }),
    );
  });

  test("it is unknown where nothing is looked at", () => {
    expect(precisionAt({ scores: [], labels: [] }, 5)).toBeNull();
    expect(precisionAt({ scores: [1], labels: [1] }, 0)).toBeNull();
  });
});
