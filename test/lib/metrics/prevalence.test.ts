import { describe, expect, test } from "vitest";
import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { metric } from "../../../src/lib/metrics/index.js";

const { estimate, corrected } = metric("prevalence");
const reviewers = [{ positives: 500, positives_found: 475, negatives: 1000, negatives_found: 995 }];

/** Sums over samples given as weight, label. */
function rows(samples: readonly (readonly [number, "violating" | "benign" | "uncertain"])[]): SumRow[] {
  return samples.map(([weight, label]) => ({
    reviewed: Number(label !== "uncertain"),
    violating: Number(label === "violating"),
    uncertain: Number(label === "uncertain"),
    weight: label === "uncertain" ? 0 : weight,
    weight_violating: label === "violating" ? weight : 0,
    weight_squared: label === "uncertain" ? 0 : weight ** 2,
    weight_squared_violating: label === "violating" ? weight ** 2 : 0,
  }));
}

function many(count: number, weight: number, label: "violating" | "benign" | "uncertain"): SumRow[] {
  return rows(Array.from({ length: count }, () => [weight, label] as const));
}

describe("prevalence", () => {
  test("without samples is no data, as reviewed and corrected", () => {
    expect(estimate([])).toMatchObject({ value: null, denominator: 0, uncertainShare: null });
    expect(corrected!([], { reviewers }).value).toBeNull();
  });

  test("of one sample is that sample, with a wide interval", () => {
    const { value, low, high } = estimate(many(1, 100, "benign"));
    expect([value, low]).toEqual([0, 0]);
    expect(high).toBeGreaterThan(0.7);
  });

  test("of violating samples alone is 1, of benign ones alone 0 with an upper bound", () => {
    expect(estimate(many(40, 10, "violating"))).toMatchObject({ value: 1, high: 1 });
    const none = estimate(many(1000, 10, "benign"));
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0.003);
    expect(none.high).toBeLessThan(0.006);
  });

  test("NULL sums are no data", () => {
    const nothing = Object.fromEntries(Object.keys(many(1, 1, "benign")[0]!).map((name) => [name, null]));
    expect(estimate([nothing]).value).toBeNull();
  });

  test("weighs samples by views ÷ chance of being sampled", () => {
    expect(
      estimate(
        rows([
          [900, "violating"],
          [100, "benign"],
        ]),
      ).value,
    ).toBe(0.9);
  });

  test("leaves uncertain samples out of the denominator and shows their share", () => {
    const { value, denominator, uncertainShare } = estimate([
      ...many(30, 1, "violating"),
      ...many(60, 1, "benign"),
      ...many(10, 1, "uncertain"),
    ]);
    expect(value).toBeCloseTo(1 / 3, 12);
    expect(denominator).toBe(90);
    expect(uncertainShare).toBe(0.1);
  });

  test("of uncertain samples alone is no data", () => {
    expect(estimate(many(5, 3, "uncertain"))).toMatchObject({ value: null, uncertainShare: 1 });
  });

  test("as reviewed at .1 % with a specificity of .995 shows about .6 %, and the correction takes that back", () => {
    const sample = [...many(59, 10, "violating"), ...many(9941, 10, "benign")];
    expect(estimate(sample).value).toBeCloseTo(0.0059, 6);
    const right = corrected!(sample, { reviewers });
    expect(right.value).toBeCloseTo(0.00095, 4);
    expect(right.low).toBe(0);
    expect(right.basis).toBe("corrected");
  });

  test("without gold items has no corrected figure", () => {
    expect(corrected!(many(10, 1, "violating"), {}).value).toBeNull();
  });
});
