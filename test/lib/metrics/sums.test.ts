import { describe, expect, test } from "vitest";
import { binCounts } from "../../../src/lib/metrics/bin-counts.js";
import { groupRows, sum } from "../../../src/lib/metrics/sums.js";

describe("sums over rows", () => {
  test("over no rows are zero, over unknowns unknown, over some unknowns what is known", () => {
    expect(sum([], "n")).toBe(0);
    expect(sum([{ n: null }, { n: null }], "n")).toBeNull();
    expect(sum([{ n: null }, { n: 3 }, { n: 4 }], "n")).toBe(7);
  });

  test("a column that is not there, or holds text, is refused by name", () => {
    expect(() => sum([{ m: 1 }], "n")).toThrow('a row has no column "n": it has m');
    expect(() => sum([{ n: "many" }], "n")).toThrow('column "n" must hold numbers, holds "many"');
  });

  test("rows are grouped by their keys in the order in which they come", () => {
    const rows = [
      { rule: "b", n: 1 },
      { rule: "a", n: 2 },
      { rule: "b", n: 3 },
    ];
    expect(groupRows(rows, ["rule"])).toEqual([[rows[0], rows[2]], [rows[1]]]);
  });

  test("counts add up by bin, whether the bin is a number or its text", () => {
    expect(
      binCounts(
        [
          { bin: 3, items: 1 },
          { bin: "3", items: 2 },
          { bin: 4, items: 5 },
        ],
        "items",
      ),
    ).toEqual(
      new Map([
        [3, 3],
        [4, 5],
      ]),
    );
    expect(() => binCounts([{ bin: "x", items: 1 }], "items")).toThrow("must hold a whole number, holds x");
    expect(() => binCounts([{ bin: null, items: 1 }], "items")).toThrow("holds null");
  });
});
