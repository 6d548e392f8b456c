import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";

const { estimate, corrected } = metric("audit_overturn_rate");

function audits(reviewed: number, overturned: number, uncertain = 0, weight = 20) {
  return [
    {
      reviewed,
      overturned,
      uncertain,
      weight_micro: reviewed * weight * 1e6,
      weight_overturned_micro: overturned * weight * 1e6,
      weight_squared_milli: reviewed * weight ** 2 * 1e3,
      weight_squared_overturned_milli: overturned * weight ** 2 * 1e3,
    },
  ];
}

describe("audit_overturn_rate", () => {
  test("without audits is no data", () => {
    expect(estimate([])).toMatchObject({ value: null, denominator: 0 });
    expect(estimate(audits(0, 0, 4))).toMatchObject({ value: null, uncertainShare: 1 });
  });

  test("of one audit is that audit", () => {
    expect(estimate(audits(1, 1))).toMatchObject({ value: 1, high: 1 });
  });

  test("of right actions alone is 0 with an upper bound, of wrong ones alone 1", () => {
    const none = estimate(audits(200, 0));
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0.015);
    expect(estimate(audits(200, 200)).value).toBe(1);
  });

  test("of NULL sums is no data", () => {
    const nothing = Object.fromEntries(Object.keys(audits(1, 1)[0]!).map((name) => [name, null]));
    expect(estimate([nothing]).value).toBeNull();
  });

  test("corrected takes out violations that auditors missed", () => {
    const gold = { positives: 1000, positives_found: 950, negatives: 1000, negatives_found: 960 };
    const apparent = estimate(audits(1000, 80));
    const right = corrected!(audits(1000, 80), { reviewers: [gold] });
    expect(right.value).toBeCloseTo(1 - (0.92 + 0.96 - 1) / 0.91, 9);
    expect(right.value).toBeLessThan(apparent.value!);
    expect(right.low).toBeLessThanOrEqual(right.value!);
    expect(right.high).toBeGreaterThanOrEqual(right.value!);
    expect(right.numerator).toBe(80);
  });

  test("without gold items has no corrected figure", () => {
    expect(corrected!(audits(100, 8), { reviewers: [] }).value).toBeNull();
  });
});
