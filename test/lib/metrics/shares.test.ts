import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";

/** Metrics that are a plain share: numerator and denominator by the columns that hold them. */
const shares = [
  ["proactive_rate", "proactive", "proactive_known"],
  ["appeal_rate", "appealed", "appealable"],
  ["overturn_rate", "overturned", "decided"],
  ["restored_without_appeal", "restored_without_appeal", "appealable"],
  ["challenge_pass_rate", "passed", "issued"],
] as const;

describe.each(shares)("%s", (id, over, under) => {
  const { estimate } = metric(id);

  test("without any row is no data, not 0 %", () => {
    expect(estimate([])).toMatchObject({ value: null, low: null, high: null, denominator: 0 });
  });

  test("of one item is that item, with a wide interval", () => {
    const { value, low, high } = estimate([{ [over]: 1, [under]: 1 }]);
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeLessThan(0.25);
  });

  test("of positives alone is 1, of negatives alone 0, each with an interval", () => {
    expect(estimate([{ [over]: 50, [under]: 50 }])).toMatchObject({ value: 1, high: 1 });
    const none = estimate([{ [over]: 0, [under]: 50 }]);
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0.05);
  });

  test("where its counts are NULL is no data", () => {
    expect(estimate([{ [over]: null, [under]: null }]).value).toBeNull();
  });

  test("adds rows up before it divides", () => {
    const { value, numerator, denominator } = estimate([
      { [over]: 1, [under]: 2 },
      { [over]: 9, [under]: 98 },
    ]);
    expect([value, numerator, denominator]).toEqual([0.1, 10, 100]);
  });
});

describe("proactive_rate", () => {
  test("where no action has a first report recorded is no data, not 100 %", () => {
    expect(metric("proactive_rate").estimate([{ proactive: null, proactive_known: 0 }]).value).toBeNull();
  });
});

describe("reviewer_accuracy", () => {
  const { estimate } = metric("reviewer_accuracy");

  test("without gold items is no data", () => {
    expect(estimate([]).value).toBeNull();
  });

  test("counts right answers on both kinds of item", () => {
    expect(
      estimate([{ positives: 60, positives_found: 54, negatives: 40, negatives_found: 38 }]),
    ).toMatchObject({ value: 0.92, numerator: 92, denominator: 100 });
  });
});
