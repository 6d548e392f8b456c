import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { addDays, daysToCompute, expandInDays, inDays } from "../../../data-loaders/pipeline/days.js";

const here = { lookBack: 0, lookAhead: 0 };

describe("addDays", () => {
  test("days are counted over the ends of months and years, and back", () => {
    expect(addDays("2023-12-31", 1)).toBe("2024-01-01");
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
  });
});

describe("daysToCompute", () => {
  test("a changed day computes itself", () => {
    expect(daysToCompute([{ day: "2026-03-05", ...here }], "2026-03-30", 30)).toEqual(["2026-03-05"]);
  });

  test("a look-back computes the days after, a look-ahead those before, each day once", () => {
    expect(
      daysToCompute(
        [
          { day: "2026-03-05", lookBack: 2, lookAhead: 1 },
          { day: "2026-03-06", ...here },
        ],
        "2026-03-30",
        30,
      ),
    ).toEqual(["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"]);
  });

  test("a look-back without end computes every day since", () => {
    expect(
      daysToCompute([{ day: "2026-03-28", lookBack: Infinity, lookAhead: 0 }], "2026-03-30", 30),
    ).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  });

  test("rows of no day, and a change of more than half of the days, compute everything", () => {
    expect(daysToCompute([{ day: null, ...here }], "2026-03-30", 30)).toBeNull();
    expect(daysToCompute([{ day: "2026-03-05", lookBack: 20, lookAhead: 0 }], "2026-03-30", 30)).toBeNull();
  });
});

describe("@in_days", () => {
  test("every day is every row that has one", () => {
    expect(expandInDays("SELECT 1 WHERE @in_days(t.at)", null)).toBe("SELECT 1 WHERE (t.at) IS NOT NULL");
  });

  test("the expression may hold parentheses, and there may be several", () => {
    expect(expandInDays("@in_days(f(a, (b))) OR @in_days(c)", null)).toBe(
      "(f(a, (b))) IS NOT NULL OR (c) IS NOT NULL",
    );
  });

  test("a call that is not closed is shown", () => {
    expect(() => expandInDays("WHERE @in_days(a", null)).toThrow("@in_days is not closed: a");
  });

  test("no days are no rows", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    expect(
      await engine.query(`SELECT 1 FROM (SELECT DATE '2026-03-05' AS d) WHERE ${inDays("d", [])}`),
    ).toEqual([]);
    await engine.close();
  });

  test("rows are those of the days, in DuckDB, for dates and for times", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    await engine.execute(
      "CREATE TABLE t AS SELECT TIMESTAMP '2026-03-01 23:59:59.5' + to_days(CAST(i AS INTEGER)) AS happened FROM range(40) r(i)",
    );
    await engine.execute("INSERT INTO t VALUES (NULL)");
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(45), { minLength: 1 }), async (offsets) => {
        const days = offsets.map((offset) => addDays("2026-03-01", offset)).sort();
        const expected = days.filter((day) => day < addDays("2026-03-01", 40));
        for (const expression of ["happened", "CAST(happened AS DATE)"])
          expect(
            (
              await engine.query<{ d: string }>(
                `SELECT CAST(happened AS DATE) AS d FROM t WHERE ${inDays(expression, days)} ORDER BY 1`,
              )
            ).map(({ d }) => d),
          ).toEqual(expected);
      }),
      { numRuns: 30 },
    );
    await engine.close();
  });
});
