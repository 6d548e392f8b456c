import { describe, expect, test } from "vitest";
import { chooseChart, measureOf } from "../../../src/lib/sql/chart-choice.js";
import { notebookFile, notebookPage } from "../../../src/lib/sql/notebook.js";

const columns = (types: Record<string, string>) =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

describe("the chart of a result", () => {
  test("is a line over time, one for each category", () => {
    expect(chooseChart(columns({ day: "DATE", kind: "VARCHAR", n: "BIGINT" }))).toEqual({
      mark: "line",
      x: "day",
      y: "n",
      series: "kind",
    });
  });
  test("is bars by category", () => {
    expect(chooseChart(columns({ country: "VARCHAR", n: "HUGEINT" }))).toEqual({
      mark: "bar",
      x: "country",
      y: "n",
      series: null,
    });
  });
  test("is a dot for each pair of numbers, and the distribution of one", () => {
    expect(chooseChart(columns({ a: "DOUBLE", b: "DECIMAL(18,3)" }))?.mark).toBe("dot");
    expect(chooseChart(columns({ a: "UINTEGER" }))).toEqual({
      mark: "histogram",
      x: "a",
      y: null,
      series: null,
    });
  });
  test("is none without a number", () => {
    expect(chooseChart(columns({ a: "VARCHAR", d: "TIMESTAMP" }))).toBeNull();
    expect(chooseChart([])).toBeNull();
  });
  test("knows times, numbers and all else by DuckDB's names", () => {
    expect(
      [
        "TIMESTAMP WITH TIME ZONE",
        "DATE",
        "TINYINT",
        "FLOAT",
        "INTEGER[]",
        "INTERVAL",
        "ENUM('a')",
        "BOOLEAN",
      ].map(measureOf),
    ).toEqual(["time", "time", "number", "number", "category", "category", "category", "category"]);
  });
});

describe("a query saved as a notebook", () => {
  test("keeps the query whatever stands in it", () => {
    const query = "SELECT '`' || '${x}' || '\\' AS a -- ```";
    const page = notebookPage("What of $1 <b>?", query);
    const code = /const rows = query\((`[\s\S]*`)\);/.exec(page)?.[1] ?? "";
    // eslint-disable-next-line no-eval -- the cell is JavaScript: only running it shows what it means
    expect((0, eval)(code)).toBe(query);
    expect(page).toContain("# What of \\$1 \\<b\\>?");
    expect(page).toMatch(/^---\ntitle: "What of \$1 <b>\?"\naudience: \[analyst\]\n---\n/);
  });
  test("is named by its title", () => {
    expect(notebookFile("Übel: what, why? 2026")).toBe("bel-what-why-2026.md");
    expect(notebookFile("—")).toBe("notebook.md");
  });
});
