import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";

const precision = metric("rule_precision");
const enforcement = metric("enforcement_precision");
const wrong = metric("wrong_actions");
const reviewers = [{ positives: 700, positives_found: 665, negatives: 700, negatives_found: 679 }];

/** Sums of one stratum, each hit of it drawn with the same chance. */
function stratum(
  name: string,
  hits: number,
  selected: number,
  counts: { right?: number; wrong?: number; novel?: number; uncertain?: number },
  rule = "r1",
) {
  const { right = 0, wrong = 0, novel = 0, uncertain = 0 } = counts;
  const weight = selected > 0 ? hits / selected : 1;
  const reviewed = right + wrong + novel;
  return {
    rule,
    queue: "q",
    stratum: name,
    chance: 1,
    selected,
    selected_micro: selected * weight * 1e6,
    decided: reviewed + uncertain,
    reviewed,
    true_positives: right,
    novel,
    uncertain,
    weight_micro: reviewed * weight * 1e6,
    weight_true_micro: right * weight * 1e6,
    weight_squared_milli: reviewed * weight ** 2 * 1e3,
    first_reviewed: reviewed,
    first_true: right,
    first_weight_micro: reviewed * weight * 1e6,
    first_weight_true_micro: right * weight * 1e6,
    first_weight_squared_milli: reviewed * weight ** 2 * 1e3,
  };
}

describe("rule_precision", () => {
  test("without labels is no data, as reviewed and corrected", () => {
    expect(precision.estimate([])).toMatchObject({ value: null, low: null, high: null });
    expect(precision.estimate([stratum("s", 100, 10, {})]).value).toBeNull();
    expect(precision.corrected!([], { reviewers }).value).toBeNull();
  });

  test("of one label is that label, with a wide interval", () => {
    const { value, low } = precision.estimate([stratum("s", 1, 1, { right: 1 })]);
    expect(value).toBe(1);
    expect(low).toBeLessThan(0.4);
  });

  test("of true positives alone is 1 with a lower bound, of false ones alone 0 with an upper", () => {
    const all = precision.estimate([stratum("s", 1000, 200, { right: 200 })]);
    expect([all.value, all.high]).toEqual([1, 1]);
    expect(all.low).toBeGreaterThan(0.97);
    expect(all.low).toBeLessThan(0.99);
    const none = precision.estimate([stratum("s", 1000, 200, { wrong: 200 })]);
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0.01);
  });

  test("of NULL sums is no data", () => {
    const row = stratum("s", 10, 5, { right: 5 });
    const nothing = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "string" ? value : null]),
    );
    expect(precision.estimate([nothing]).value).toBeNull();
  });

  test("weighs strata by the hits that they stand for", () => {
    const { value } = precision.estimate([
      stratum("large", 9000, 100, { right: 100 }),
      stratum("small", 1000, 100, { right: 50, wrong: 50 }),
    ]);
    expect(value).toBeCloseTo(0.95, 12);
  });

  test("a stratum without labels widens the interval by its weight and leaves the value to the others", () => {
    const rows = [stratum("a", 800, 100, { right: 90, wrong: 10 }), stratum("b", 200, 20, {})];
    const whole = precision.estimate(rows.slice(0, 1));
    const partly = precision.estimate(rows);
    expect(partly.value).toBeCloseTo(0.9, 12);
    expect(partly.low).toBeCloseTo(0.8 * whole.low!, 9);
    expect(partly.high).toBeCloseTo(0.8 * whole.high! + 0.2, 9);
    expect(partly.provisional).toBe(true);
    const right = precision.corrected!(rows, { reviewers });
    expect(right.high).toBeGreaterThan(0.2);
    expect(right.high! - right.low!).toBeGreaterThan(0.2);
  });

  test("a stratum of the frame that nothing was drawn from does so too", () => {
    const rows = [stratum("a", 800, 100, { right: 90, wrong: 10 })];
    const frames = [
      { rule: "r1", queue: "q", stratum: "a", frame_micro: 800e6 },
      { rule: "r1", queue: "q", stratum: "r1:low", frame_micro: 200e6 },
      { rule: "r2", queue: "q", stratum: "r2:low", frame_micro: 900e6 },
    ];
    const partly = precision.estimate(rows, { frames });
    expect(partly.high).toBeCloseTo(0.8 * precision.estimate(rows).high! + 0.2, 9);
  });

  test("weights come from the frames where these are given", () => {
    const rows = [stratum("a", 500, 100, { right: 100 }), stratum("b", 500, 100, { wrong: 100 })];
    const frames = [
      { rule: "r1", queue: "q", stratum: "a", frame_micro: 900e6 },
      { rule: "r1", queue: "q", stratum: "b", frame_micro: 100e6 },
    ];
    expect(precision.estimate(rows).value).toBeCloseTo(0.5, 12);
    expect(precision.estimate(rows, { frames }).value).toBeCloseTo(0.9, 12);
  });

  test("with more than half of the frame without labels the value is unknown, its bounds are not", () => {
    const { value, low, high } = precision.estimate([
      stratum("a", 400, 100, { right: 90, wrong: 10 }),
      stratum("b", 600, 50, {}),
    ]);
    expect(value).toBeNull();
    expect(low).toBeGreaterThan(0.3);
    expect(high).toBeLessThan(1);
  });

  test("a violation of another policy is wrong for the rule; uncertain labels leave the denominator", () => {
    const { value, denominator, uncertainShare } = precision.estimate([
      stratum("a", 100, 100, { right: 70, wrong: 10, novel: 10, uncertain: 10 }),
    ]);
    expect(value).toBeCloseTo(70 / 90, 12);
    expect(denominator).toBe(90);
    expect(uncertainShare).toBe(0.1);
  });

  test("is provisional while a stratum is less than 80 % decided", () => {
    expect(precision.estimate([stratum("a", 100, 100, { right: 79 })]).provisional).toBe(true);
    expect(precision.estimate([stratum("a", 100, 100, { right: 80 })]).provisional).toBe(false);
  });

  test("months of one stratum are read together", () => {
    const { value, denominator } = precision.estimate([
      stratum("a", 100, 50, { right: 50 }),
      stratum("a", 300, 50, { wrong: 50 }),
    ]);
    expect(value).toBeCloseTo(0.25, 12);
    expect(denominator).toBe(100);
  });

  test("corrected raises what erring reviewers lowered", () => {
    const rows = [stratum("a", 10_000, 400, { right: 380, wrong: 20 })];
    const right = precision.corrected!(rows, { reviewers });
    expect(right.value).toBeCloseTo((0.95 + 0.97 - 1) / (0.95 + 0.97 - 1), 9);
    expect(right.low).toBeLessThan(1);
    expect(right.basis).toBe("corrected");
  });
});

describe("enforcement_precision", () => {
  const labels = [
    stratum("a", 1000, 200, { right: 196, wrong: 4 }, "r1"),
    stratum("b", 1000, 200, { right: 160, wrong: 40 }, "r2"),
  ];
  const rows = [
    { rule: "r1", actions: 900 },
    { rule: "r2", actions: 100 },
    { rule: "", actions: 5000 },
  ];

  test("weighs rules by their actions and leaves out actions without a rule", () => {
    const { value, low, high, numerator, denominator } = enforcement.estimate(rows, { labels });
    expect(value).toBeCloseTo(0.9 * 0.98 + 0.1 * 0.8, 12);
    expect(low).toBeLessThan(value!);
    expect(high).toBeGreaterThan(value!);
    expect([numerator, denominator]).toEqual([356, 400]);
  });

  test("without actions on hits, or without labels, is no data", () => {
    expect(enforcement.estimate([], { labels }).value).toBeNull();
    expect(enforcement.estimate([{ rule: "", actions: 9 }], { labels }).value).toBeNull();
    expect(enforcement.estimate(rows, {}).value).toBeNull();
    expect(enforcement.estimate(rows)).toMatchObject({ value: null, low: null, high: null });
  });

  test("of one rule is that rule's precision", () => {
    const alone = enforcement.estimate([{ rule: "r1", actions: 3 }], { labels });
    const rule = precision.estimate(labels.slice(0, 1));
    expect(alone.value).toBeCloseTo(rule.value!, 12);
    expect(alone.low).toBeCloseTo(rule.low!, 12);
    expect(alone.high).toBeCloseTo(rule.high!, 12);
  });

  test("a rule without labels may be all right or all wrong", () => {
    const partly = enforcement.estimate([...rows, { rule: "r9", actions: 250 }], { labels });
    const whole = enforcement.estimate(rows, { labels });
    expect(partly.value).toBeCloseTo(whole.value!, 12);
    expect(partly.low).toBeCloseTo(0.8 * whole.low!, 12);
    expect(partly.high).toBeCloseTo(0.8 * whole.high! + 0.2, 12);
  });

  test("with most actions behind rules without labels is unknown", () => {
    expect(enforcement.estimate([...rows, { rule: "r9", actions: 9000 }], { labels }).value).toBeNull();
  });

  test("corrected needs gold items", () => {
    expect(enforcement.corrected!(rows, { labels }).value).toBeNull();
    expect(enforcement.corrected!(rows, { labels, reviewers }).value).toBeGreaterThan(0.96);
  });

  test("wrong actions are what is left, for every 100,000 active accounts", () => {
    const context = { labels, activeAccounts: 50_000 };
    const share = enforcement.estimate(rows, context);
    const cost = wrong.estimate(rows, context);
    expect(cost.value).toBeCloseTo((1 - share.value!) * 1000 * 2, 9);
    expect(cost.low).toBeCloseTo((1 - share.high!) * 2000, 9);
    expect(cost.high).toBeCloseTo((1 - share.low!) * 2000, 9);
    expect([cost.numerator, cost.denominator]).toEqual([44, 400]);
    expect(wrong.corrected!(rows, { ...context, reviewers }).value).toBeLessThan(cost.value!);
  });

  test("wrong actions without active accounts, actions or labels are no data", () => {
    expect(wrong.estimate(rows, { labels, activeAccounts: 0 }).value).toBeNull();
    expect(wrong.estimate(rows, { labels, activeAccounts: null }).value).toBeNull();
    expect(wrong.estimate(rows, { labels }).value).toBeNull();
    expect(wrong.estimate([], { labels, activeAccounts: 10 }).value).toBeNull();
    expect(wrong.estimate(rows, { activeAccounts: 10 }).value).toBeNull();
  });
});
