import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparisonOf, lengthOf, periodsOf, startOf } from "../../../src/lib/view/periods.js";
import { addDays } from "../../../src/lib/time/index.js";
import { range, slice } from "./support/artifacts.js";

describe("periodsOf", () => {
  test("cuts the first and last period to the range and says that they are partial", () => {
    expect(periodsOf({ from: "2026-01-07", to: "2026-01-20" }, "week", range)).toEqual([
      { from: "2026-01-07", to: "2026-01-11", partial: true },
      { from: "2026-01-12", to: "2026-01-18", partial: false },
      { from: "2026-01-19", to: "2026-01-20", partial: true },
    ]);
  });

  test("has none where the range lies outside the data", () => {
    expect(periodsOf({ from: "2027-01-01", to: "2027-02-01" }, "day", range)).toEqual([]);
  });

  test("covers every day of the range once", () => {
    const from = fc.integer({ min: 0, max: 150 }).map((offset) => addDays(range.from, offset));
    fc.assert(
      fc.property(from, fc.nat(29), fc.constantFrom("day", "week", "month"), (first, length, grain) => {
        const asked = { from: first, to: addDays(first, length) };
        const periods = periodsOf(asked, grain, range);
        expect(periods.reduce((sum, period) => sum + lengthOf(period), 0)).toBe(length + 1);
        expect(new Set(periods.map((period) => startOf(period.from, grain))).size).toBe(periods.length);
      }),
    );
  });
});

describe("comparisonOf", () => {
  test("is as many days just before", () => {
    expect(comparisonOf(slice, range)).toEqual({ from: "2026-05-06", to: "2026-06-02" });
  });

  test("is none where the data do not reach back to it", () => {
    expect(comparisonOf({ ...slice, vs: "year" }, range)).toBeNull();
    expect(comparisonOf({ ...slice, from: "2026-01-02" }, range)).toBeNull();
  });

  test("of a 29 February a year earlier ends on the 28th", () => {
    const data = { from: "2020-01-01", to: "2030-01-01" };
    const leap = { ...slice, vs: "year" as const, from: "2024-02-29", to: "2024-02-29" };
    expect(comparisonOf(leap, data)).toEqual({ from: "2023-02-28", to: "2023-02-28" });
  });
});
