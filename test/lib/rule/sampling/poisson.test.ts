import { describe, expect, test } from "vitest";
import { fittingBudget, inclusionProbability, isDrawn } from "../../../../src/lib/rule/sampling/index.js";

describe("coordinated Poisson sampling", () => {
  test("reviews an item with the largest of its queues' chances, none where no queue wants it", () => {
    expect(inclusionProbability([0.1, 0.4, 0.02])).toBe(0.4);
    expect(inclusionProbability([])).toBe(0);
    expect(inclusionProbability([1.7])).toBe(1);
  });

  test("draws what lies under the chance: never at 0, always at 1", () => {
    expect(isDrawn(0, 0)).toBe(false);
    expect(isDrawn(1 - 2 ** -53, 1)).toBe(true);
    expect([0.29, 0.3, 0.31].map((number) => isDrawn(number, 0.3))).toEqual([true, false, false]);
  });

  test("one number serves all queues: what a smaller chance draws, a larger one draws too", () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index / 100);
    const few = numbers.filter((number) => isDrawn(number, 0.2));
    expect(few).toHaveLength(20);
    expect(few.every((number) => isDrawn(number, 0.5))).toBe(true);
  });
});

describe("the budget that fits", () => {
  test("is the largest with no more reviews than there is time for, to half a percent", async () => {
    const reviews = (budget: number): number => 40 + 0.7 * budget;
    const budget = await fittingBudget(reviews, 500, 10_000);
    expect(reviews(budget)).toBeLessThanOrEqual(500);
    expect(budget).toBeGreaterThan((460 / 0.7) * 0.99);
  });

  test("is all that there is where time is left, and nothing where other queues take it", async () => {
    expect(await fittingBudget((budget) => budget, 500, 120)).toBe(120);
    expect(await fittingBudget((budget) => 600 + budget, 500, 1000)).toBeLessThan(1);
  });
});
