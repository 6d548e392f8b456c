import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";
import { incidence } from "../../../src/lib/metrics/time-to-action.js";
import { logBin } from "../../../src/lib/statistics/log-bins.js";

describe("views_before_action", () => {
  const { estimate } = metric("views_before_action");

  test("without rows, or with empty ones, is no data", () => {
    expect(estimate([]).value).toBeNull();
    expect(estimate([{ bin: 3, items: 0 }]).value).toBeNull();
    expect(estimate([{ bin: 3, items: null }]).value).toBeNull();
  });

  test("of one piece of content lies in its bin", () => {
    const { value, denominator } = estimate([{ bin: logBin(100), items: 1 }]);
    expect(value).toBeGreaterThan(85);
    expect(value).toBeLessThan(120);
    expect(denominator).toBe(1);
  });

  test("of content that nobody saw is 0", () => {
    expect(estimate([{ bin: 0, items: 8 }]).value).toBe(0);
  });
});

describe("days_until_put_right", () => {
  const { estimate } = metric("days_until_put_right");

  test("without reversals is no data", () => {
    expect(estimate([]).value).toBeNull();
    expect(estimate([{ days: 4, actions: null }]).value).toBeNull();
  });

  test("of one reversal is its days", () => {
    expect(estimate([{ days: 4, actions: 1 }])).toMatchObject({ value: 4, low: 4, high: 4, denominator: 1 });
  });

  test("is the median over actions, not over rows", () => {
    expect(
      estimate([
        { days: 30, actions: 2 },
        { days: 1, actions: 55 },
        { days: "9", actions: 43 },
      ]),
    ).toMatchObject({ value: 1, low: 1, high: 9 });
  });
});

describe("time_to_action", () => {
  const { estimate } = metric("time_to_action");
  const hour = logBin(3600);

  test("without items is no data, and there is no curve", () => {
    expect(estimate([])).toMatchObject({ value: null, denominator: 0 });
    expect(incidence([], "actioned")).toEqual([]);
  });

  test("of one item acted on after an hour is an hour, to the width of a bin", () => {
    const { value } = estimate([{ outcome: "actioned", bin: hour, items: 1 }]);
    expect(value).toBeGreaterThan(0.99);
    expect(value).toBeLessThan(1.2);
  });

  test("of items that were all cleared is not reached, with items in the denominator", () => {
    expect(estimate([{ outcome: "cleared", bin: hour, items: 40 }])).toMatchObject({
      value: null,
      denominator: 40,
    });
  });

  test("of items that are all open is not reached", () => {
    expect(estimate([{ outcome: "open", bin: hour, items: 40 }])).toMatchObject({
      value: null,
      denominator: 40,
    });
  });

  test("counts items still open: leaving them out would give a median where there is none", () => {
    const closed = [{ outcome: "actioned", bin: hour, items: 30 }];
    expect(estimate(closed).value).not.toBeNull();
    expect(estimate([...closed, { outcome: "open", bin: hour + 20, items: 70 }]).value).toBeNull();
  });

  test("the curves of both outcomes add up to the share that is no longer open", () => {
    const rows = [
      { outcome: "actioned", bin: hour, items: 30 },
      { outcome: "cleared", bin: hour + 4, items: 20 },
      { outcome: "open", bin: hour + 30, items: 50 },
    ];
    expect(incidence(rows, "actioned").at(-1)?.share).toBeCloseTo(0.3, 12);
    expect(incidence(rows, "cleared").at(-1)?.share).toBeCloseTo(0.2, 12);
  });
});
