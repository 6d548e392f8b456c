import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeBrush, precisionText, sliceHeadline } from "../../../src/lib/explore/describe.js";
import { filtersOf, momentOf, stepOf, timeAxis } from "../../../src/lib/explore/filters.js";
import type { ExploreManifest } from "../../../src/lib/explore/manifest.js";
import { sliceConditions } from "../../../src/lib/explore/slice-sql.js";
import {
  isTouched,
  parseExplore,
  untouched,
  writeExplore,
  type ExploreState,
} from "../../../src/lib/explore/state.js";
import { noData } from "../../../src/lib/statistics/estimate.js";

const bin = (value: string, label = value): { value: string; label: string; rows: number } => ({
  value,
  label,
  rows: 1,
});

const manifest: ExploreManifest = {
  simulated: true,
  grain: "rule_hits",
  rowsName: "rule hits",
  rows: 1000,
  accounts: 90,
  events: null,
  labelled: 10,
  time: { from: "2026-03-30", to: "2026-04-12", rows: Array.from({ length: 14 }, () => 1) },
  views: ["rule", "surface"],
  swaps: { score: "surface" },
  dimensions: [
    {
      name: "rule",
      label: "Rule",
      kind: "category",
      bins: [bin("a,b"), bin("c\\d"), bin("it's"), bin("", "not recorded"), bin("…other", "3 others")],
    },
    {
      name: "surface",
      label: "Surface",
      kind: "category",
      bins: [bin("home"), bin("search"), bin("trends"), bin("replies"), bin("=1+1")],
    },
    {
      name: "score",
      label: "Score",
      kind: "range",
      bins: [bin("below"), bin("0.5"), bin("0.9"), bin("", "not recorded")],
    },
  ],
  cubes: [],
  weeks: ["2026-03-30", "2026-04-06"].map((from) => ({
    from,
    views: ["rule", "surface"],
    path: "data/x.bin",
    bytes: 1,
    hash: "0",
  })),
};

const read = (query: string): ReturnType<typeof parseExplore> =>
  parseExplore(new URLSearchParams(query), manifest);

const states: fc.Arbitrary<ExploreState> = fc
  .record({
    week: fc.option(fc.constantFrom("2026-03-30", "2026-04-06")),
    swapped: fc.boolean(),
    ends: fc.option(fc.tuple(fc.nat(13), fc.nat(13))),
  })
  .chain(({ week, swapped, ends }) => {
    const swap = swapped && week === null ? "score" : null;
    const names = ["rule", swap ?? "surface"];
    const axis = timeAxis(manifest, week);
    const time = ends && { from: momentOf(Math.min(...ends), axis), to: momentOf(Math.max(...ends), axis) };
    return fc
      .tuple(
        ...names.map((name) =>
          fc.subarray(manifest.dimensions.find((one) => one.name === name)!.bins.map(({ value }) => value)),
        ),
      )
      .map((chosen) => ({
        time,
        week,
        swap,
        values: Object.fromEntries(
          names.flatMap((name, at) => (chosen[at]!.length > 0 ? [[name, [...chosen[at]!].sort()]] : [])),
        ),
      }));
  });

describe("the state of Explore", () => {
  test("comes back from its own link, whatever is brushed", () => {
    fc.assert(
      fc.property(states, (state) => {
        const { state: again, problems } = read(writeExplore(state));
        expect(problems).toEqual([]);
        expect(again).toEqual(state);
      }),
    );
  });

  test("untouched has an empty link", () => {
    expect(writeExplore(untouched)).toBe("");
    expect(isTouched(untouched)).toBe(false);
    expect(read("").state).toEqual(untouched);
  });

  test("names each value that it ignores, made safe to show, and keeps the rest", () => {
    const { state, problems } = read(
      "from=2026-02-30&to=2026-04-02&rule=c%5C%5Cd,%E2%80%AEmoc&swap=colour&week=2026-03-31&surface=home&other=1",
    );
    expect(state).toEqual({
      time: { from: "2026-03-30", to: "2026-04-02" },
      week: null,
      swap: null,
      values: { rule: ["c\\d"], surface: ["home"] },
    });
    expect(problems.map(({ key, why }) => `${key}: ${why}`)).toEqual([
      "swap: expected one of score",
      "week: expected the Monday, YYYY-MM-DD, of a week of the data",
      "rule: the data have no such value",
      "from: expected a day, YYYY-MM-DD",
    ]);
    expect(problems[2]!.raw).not.toContain("\u202e");
  });

  test("ignores a period that ends before it starts, hours without a week, and days beyond the data", () => {
    expect(read("from=2026-04-05&to=2026-04-01").problems[0]?.why).toBe("lies after `to`");
    expect(read("from=2026-04-05T03").problems[0]?.why).toBe("expected a day, YYYY-MM-DD");
    expect(read("week=2026-04-06&from=2026-04-05T03").problems[0]?.why).toContain(
      "the view shows 2026-04-06T00 to 2026-04-12T23",
    );
    expect(read("to=2027-01-01").problems[0]?.why).toContain("the view shows 2026-03-30 to 2026-04-12");
  });

  test("shows hours of a week for the page's own views alone", () => {
    const { state, problems } = read("week=2026-04-06&swap=score");
    expect(state).toMatchObject({ week: "2026-04-06", swap: null });
    expect(problems[0]?.key).toBe("swap");
  });

  test("takes 200 filters, and refuses a list beyond 20 000 characters", () => {
    const many = Array.from({ length: 200 }, (_, index) => `x${index}`).join(",");
    const { state, problems } = read(`rule=${many},it's`);
    expect(state.values).toEqual({ rule: ["it's"] });
    expect(problems).toHaveLength(20);
    expect(read(`rule=${"x".repeat(20_001)}`).problems[0]?.why).toBe("longer than 20000 characters");
  });
});

describe("filters", () => {
  test("pass the bins brushed, time first, and are null where nothing is", () => {
    const filters = filtersOf(manifest, {
      ...untouched,
      time: { from: "2026-03-31", to: "2026-04-01" },
      values: { rule: ["", "it's"] },
    });
    expect(filters[0]?.join("")).toBe("01100000000000");
    expect(filters[1]?.join("")).toBe("00110");
    expect(filters[2]).toBeNull();
  });

  test("of a week go by its hours", () => {
    const axis = timeAxis(manifest, "2026-04-06");
    expect(axis).toEqual({ from: "2026-04-06", steps: 168, hours: true });
    expect(stepOf("2026-04-07T05", axis)).toBe(29);
    expect(momentOf(29, axis)).toBe("2026-04-07T05");
  });
});

describe("the conditions of a slice", () => {
  test("quote what is brushed, and speak of what is not recorded and of the rest", () => {
    expect(
      sliceConditions(manifest, {
        ...untouched,
        time: { from: "2026-03-31", to: "2026-04-01" },
        values: { rule: ["", "it's"], surface: ["home"] },
      }),
    ).toEqual([
      "day BETWEEN DATE '2026-03-31' AND DATE '2026-04-01'",
      "(rule IN ('it''s') OR coalesce(CAST(rule AS VARCHAR), '') = '')",
      "surface IN ('home')",
    ]);
    expect(sliceConditions(manifest, { ...untouched, values: { rule: ["…other"] } })).toEqual([
      "coalesce(CAST(rule AS VARCHAR), '') NOT IN ('a,b', 'c\\d', 'it''s', '')",
    ]);
  });

  test("bound ranges below and above", () => {
    expect(
      sliceConditions(manifest, { ...untouched, swap: "score", values: { score: ["0.5", "0.9"] } }),
    ).toEqual(["((score >= 0.5 AND score < 0.9) OR (score >= 0.9))"]);
    expect(sliceConditions(manifest, { ...untouched, swap: "score", values: { score: ["below"] } })).toEqual([
      "score < 0.5",
    ]);
    expect(sliceConditions(manifest, { ...untouched, swap: "score", values: { score: [""] } })).toEqual([
      "score IS NULL",
    ]);
  });

  test("go by the hour in a week", () => {
    expect(sliceConditions(manifest, { ...untouched, week: "2026-04-06" })).toEqual([
      "hit_at >= TIMESTAMP '2026-04-06 00:00:00'",
      "hit_at < TIMESTAMP '2026-04-12 23:00:00' + INTERVAL 1 HOUR",
    ]);
  });
});

describe("a slice in words", () => {
  test("names what is brushed", () => {
    expect(describeBrush(manifest, untouched)).toBe("everything");
    expect(
      describeBrush(manifest, {
        ...untouched,
        time: { from: "2026-03-31", to: "2026-04-01" },
        values: { surface: ["home", "search", "trends", "replies"] },
      }),
    ).toBe("Surface: home, search, trends and 1 more; 31 Mar 2026 to 1 Apr 2026");
    expect(
      describeBrush(manifest, {
        ...untouched,
        week: "2026-04-06",
        time: { from: "2026-04-06T05", to: "2026-04-06T05" },
      }),
    ).toBe("6 Apr 2026 05:00 UTC");
  });

  test("says how many rows there are of how many, and what is known of their precision", () => {
    expect(sliceHeadline(manifest, 1000)).toBe("1\u202f000 rule hits");
    expect(sliceHeadline(manifest, 20)).toBe("20 of 1\u202f000 rule hits (2\u202f%)");
    expect(precisionText(noData(0))).toBe("Precision: no labels in this slice");
    expect(precisionText(noData(4))).toBe("Precision: too few labels (4)");
  });
});
