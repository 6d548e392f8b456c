import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countChange, rateChange, relativeRateChange } from "../../../src/lib/view/change.js";
import type { Estimate } from "../../../src/lib/statistics/estimate.js";

function estimate(value: number, half: number): Estimate {
  return { value, low: value - half, high: value + half, numerator: null, denominator: 100 };
}

const unknown: Estimate = { value: null, low: null, high: null, numerator: null, denominator: 0 };

describe("rateChange", () => {
  test("is significant where the interval of the difference leaves out zero", () => {
    expect(rateChange(estimate(0.2, 0.01), estimate(0.1, 0.01))).toMatchObject({ significant: true });
    expect(rateChange(estimate(0.11, 0.05), estimate(0.1, 0.05))).toMatchObject({ significant: false });
  });

  test("has an interval as wide as both samples make it", () => {
    const change = rateChange(estimate(0.2, 0.03), estimate(0.1, 0.04));
    expect(change?.low).toBeCloseTo(0.05, 12);
    expect(change?.high).toBeCloseTo(0.15, 12);
  });

  test("is unknown where either side is", () => {
    expect(rateChange(unknown, estimate(0.1, 0.01))).toBeNull();
    expect(rateChange(estimate(0.1, 0.01), unknown)).toBeNull();
  });

  test("relative to nothing is unknown", () => {
    expect(relativeRateChange(estimate(0.1, 0.01), estimate(0, 0))).toBeNull();
  });
});

describe("countChange", () => {
  test("is unknown with fewer than two days, or with nothing before", () => {
    expect(countChange([5], [5, 6])).toBeNull();
    expect(countChange([5, 6], [])).toBeNull();
    expect(countChange([5, 6], [0, 0])).toBeNull();
  });

  test("is not significant where a count never varied: nothing says how it would", () => {
    expect(countChange([7, 7], [7, 7])).toMatchObject({ value: 0, significant: false });
  });

  test("is not significant where weeks differ as much as the periods do", () => {
    const now = [70, 140, 60, 150].flatMap((week) => Array.from({ length: 7 }, () => week));
    const before = [80, 120, 75, 110].flatMap((week) => Array.from({ length: 7 }, () => week));
    expect(countChange(now, before)).toMatchObject({ significant: false });
  });

  test("is significant where weeks hardly differ and the periods do", () => {
    const steady = (level: number) =>
      Array.from({ length: 28 }, (_, day) => level + (day % 7) + Math.floor(day / 7));
    const change = countChange(steady(50), steady(100));
    expect(change?.significant).toBe(true);
    expect(change?.value).toBeCloseTo(54.5 / 104.5 - 1, 12);
  });

  test("does not depend on the unit in which days are counted", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 2, max: 50 }), (now, before, unit) => {
        const [plain, scaled] = [now, before].map((list) => list.map((value) => value * unit));
        const [one, other] = [countChange(now, before), countChange(plain ?? [], scaled ?? [])];
        expect(other?.value).toBeCloseTo(one?.value ?? Number.NaN, 9);
        expect(other?.significant).toBe(one?.significant);
      }),
    );
  });
});
