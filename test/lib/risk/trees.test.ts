import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binFeature } from "../../../src/lib/risk/bins.js";
import { growTree } from "../../../src/lib/risk/grow-tree.js";
import { fitLogistic } from "../../../src/lib/risk/logistic.js";
import { logOddsOf } from "../../../src/lib/risk/score.js";
import { fitTrees } from "../../../src/lib/risk/trees.js";
import { auc } from "../../../src/lib/statistics/auc.js";
import { rowOf, simulated } from "./support/simulated.js";

const columns = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN)), {
  minLength: 1,
  maxLength: 60,
});
/** The second raises the risk of those that do much of the first, and lowers that of the others. */
const interacting = ([a = 0, b = 0]: readonly number[]): number =>
  (a > 6 ? 1.5 : -1.5) * (b > 6 ? 1 : -1) - 0.5;

describe("bins", () => {
  test("each account lies in the bin whose thresholds hold its value; unknown values in the first", () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 5 }), (values, most) => {
        const { bins, thresholds } = binFeature(Float64Array.from(values), most);
        expect(thresholds.length).toBeLessThanOrEqual(most);
        values.forEach((value, row) => {
          const below = thresholds.filter((threshold) => value >= threshold).length;
          expect(bins[row]).toBe(Number.isNaN(value) ? 0 : 1 + below);
        });
      }),
    );
  });

  test("with room for all, every two values that occur lie in different bins", () => {
    fc.assert(
      fc.property(columns, (values) => {
        const { bins } = binFeature(Float64Array.from(values), 63);
        const distinct = new Set(values.filter((value) => !Number.isNaN(value)));
        expect(new Set(bins.filter((bin) => bin > 0)).size).toBe(distinct.size);
      }),
    );
  });

  test("a flag that one account in a thousand has is cut, too", () => {
    const column = new Float64Array(1_000);
    column[17] = 1;
    expect([...binFeature(column, 63).thresholds]).toEqual([0.5]);
  });
});

describe("a tree", () => {
  const options = { depth: 1, penalty: 1, leastHessian: 1, rate: 1 };

  test("its split is the best of all, looked for by hand", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 5 }),
            fc.integer({ min: 0, max: 5 }),
            fc.integer({ min: -3, max: 3 }),
          ),
          {
            minLength: 2,
            maxLength: 30,
          },
        ),
        (items) => {
          const data = [0, 1].map((feature) => Float64Array.from(items, (item) => item[feature]!));
          const gradient = Float64Array.from(items, ([, , g]) => g);
          const hessian = new Float64Array(items.length).fill(1);
          const gainOf = (isLeft: (row: number) => boolean): number => {
            const part = (side: boolean): { g: number; h: number } => {
              const rows = items.map((_, row) => row).filter((row) => isLeft(row) === side);
              return { g: rows.reduce((sum, row) => sum + gradient[row]!, 0), h: rows.length };
            };
            const [left, right] = [part(true), part(false)];
            if (left.h < 1 || right.h < 1) return 0;
            return (
              left.g ** 2 / (left.h + 1) +
              right.g ** 2 / (right.h + 1) -
              (left.g + right.g) ** 2 / (left.h + right.h + 1)
            );
          };
          const best = Math.max(
            0,
            ...data.flatMap((column) => [1, 2, 3, 4, 5].map((cut) => gainOf((row) => column[row]! < cut))),
          );
          const tree = growTree(
            data.map((column) => binFeature(column, 63)),
            { gradient, hessian },
            { rows: Int32Array.from(items.keys()), features: Int32Array.of(0, 1) },
            options,
          );
          const feature = tree.feature[0]!;
          const gain = feature < 0 ? 0 : gainOf((row) => data[feature]![row]! < tree.threshold[0]!);
          expect(gain).toBeCloseTo(best, 9);
        },
      ),
    );
  });

  test("a leaf is minus the gradients over the second derivatives and the penalty", () => {
    const tree = growTree(
      [binFeature(Float64Array.of(0, 0, 1, 1), 63)],
      { gradient: Float64Array.of(-1, -1, 2, 2), hessian: new Float64Array(4).fill(1) },
      { rows: Int32Array.of(0, 1, 2, 3), features: Int32Array.of(0) },
      options,
    );
    expect(tree).toEqual({
      feature: [0, -1, -1],
      threshold: [0.5, 0, 0],
      right: [2, 0, 0],
      value: [-0.333334, 0.666667, -1.333333].map((value) => expect.closeTo(value, 5)),
    });
  });
});

describe("boosted trees", () => {
  const train = simulated(3_000, 5, 1, interacting);
  const unseen = simulated(3_000, 5, 2, interacting);
  const aucOf = (model: Parameters<typeof logOddsOf>[0]): number =>
    auc({
      scores: unseen.truth.map((_, row) => logOddsOf(model, rowOf(unseen, row))),
      labels: unseen.labels,
    })!;

  test("they find what is not additive, which the logistic model does not", () => {
    const oracle = auc({ scores: unseen.truth, labels: unseen.labels })!;
    const trees = aucOf(fitTrees(train));
    expect(trees).toBeGreaterThan(oracle - 0.03);
    expect(trees).toBeGreaterThan(aucOf(fitLogistic(train)) + 0.1);
  });

  test("a seed gives the same bytes twice, another seed gives others", () => {
    const few = { trees: 8 };
    const bytes = JSON.stringify(fitTrees(train, { ...few, seed: 4 }));
    expect(JSON.stringify(fitTrees(train, { ...few, seed: 4 }))).toBe(bytes);
    expect(JSON.stringify(fitTrees(train, { ...few, seed: 5 }))).not.toBe(bytes);
  });

  test("130 trees of depth 3 are no more than 80 kB of JSON", () => {
    const model = fitTrees(train);
    expect(model.trees).toHaveLength(130);
    expect(JSON.stringify(model).length).toBeLessThan(80_000);
  });
});
