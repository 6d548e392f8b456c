import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom, shuffled } from "../../../src/lib/statistics/random.js";
import { stratifiedFolds } from "../../../src/lib/statistics/stratified-folds.js";

describe("stratified folds", () => {
  test("every fold has its share of each class, give or take one item", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { maxLength: 60 }),
        fc.integer({ min: 2, max: 6 }),
        fc.nat(),
        (labels, folds, seed) => {
          const fold = stratifiedFolds(labels, folds, seed);
          for (const label of [0, 1]) {
            const sizes = Array.from(
              { length: folds },
              (_, one) => labels.filter((each, item) => each === label && fold[item] === one).length,
            );
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  test("a seed gives the same folds twice, another seed gives others", () => {
    const labels = Array.from({ length: 100 }, (_, item) => item % 2);
    expect(stratifiedFolds(labels, 5, 7)).toEqual(stratifiedFolds(labels, 5, 7));
    expect(stratifiedFolds(labels, 5, 7)).not.toEqual(stratifiedFolds(labels, 5, 8));
  });

  test("fewer than two folds are refused", () => {
    expect(() => stratifiedFolds([0, 1], 1, 0)).toThrow(/folds must be .* at least 2, was 1/);
  });
});

describe("random numbers from a seed", () => {
  test("they fill the interval evenly, and neighbouring seeds have nothing in common", () => {
    for (const seed of [0, 1, 2]) {
      const random = seededRandom(seed);
      const tenths = Array<number>(10).fill(0);
      for (let draw = 0; draw < 10_000; draw++) tenths[Math.floor(random() * 10)]!++;
      // Chi-squared with 9 degrees of freedom: below 27.9 in 999 of 1,000 cases.
      expect(tenths.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0)).toBeLessThan(27.9);
    }
    const [one, two] = [seededRandom(0), seededRandom(1)];
    expect(Array.from({ length: 100 }, () => one() === two()).filter(Boolean)).toEqual([]);
  });

  test("a shuffle holds each number once", () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), fc.nat(), (size, seed) => {
        expect([...shuffled(size, seededRandom(seed))].sort((a, b) => a - b)).toEqual([
          ...Array(size).keys(),
        ]);
      }),
    );
  });
});
