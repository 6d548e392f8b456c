import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { duckdbMacros } from "../../../data-loaders/engine/macros/duckdb.js";
import { expandMacros } from "../../../data-loaders/engine/macros/index.js";

const expand = (sql: string): string => expandMacros(sql, "duckdb");

describe("expanding macros", () => {
  test("a call becomes what the dialect writes, calls within calls too", () => {
    expect(expand("SELECT @day(@add_s(t, 5)) FROM x")).toBe(
      "SELECT CAST((t + to_seconds(5)) AS DATE) FROM x",
    );
  });

  test("commas in parentheses, brackets and texts do not part arguments", () => {
    expect(expand("@ratio(f(a, b), [1, 2][1])")).toBe("(CAST(f(a, b) AS DOUBLE) / nullif([1, 2][1], 0))");
    expect(expand("@md5('a, b)')")).toBe("md5('a, b)')");
  });

  test("texts, quoted names and comments stay as they are", () => {
    const sql = "SELECT '@day(x)', 'it''s @day(x)', \"@day(x)\" -- @day(x)\n/* @nothing(x) */";
    expect(expand(sql)).toBe(sql);
  });

  test("an at sign that begins no call stays", () => {
    expect(expand("SELECT @x, a@b FROM t")).toBe("SELECT @x, a@b FROM t");
  });

  test("an unknown macro is refused, the nearest one named", () => {
    expect(() => expand("SELECT @houre(t)")).toThrow("unknown macro @houre; did you mean @hour?");
  });

  test("the wrong number of arguments is refused", () => {
    expect(() => expand("SELECT @ratio(a)")).toThrow("@ratio takes 2 arguments, was given 1: @ratio(a)");
  });

  test("a parenthesis that is not closed is refused", () => {
    expect(() => expand("SELECT @day(a")).toThrow("the parenthesis of @day is not closed");
  });

  test("any text in quotes comes through", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = `'${text.replaceAll("'", "''")}'`;
        expect(expand(`SELECT ${quoted}`)).toBe(`SELECT ${quoted}`);
      }),
    );
  });
});

/** What each macro is worth, given arguments. */
const values: Readonly<Record<string, readonly (readonly [call: string, value: unknown])[]>> = {
  trunc: [["@trunc('month', TIMESTAMP '2025-03-09 10:11:12')", "2025-03-01 00:00:00"]],
  day: [["@day(TIMESTAMP '2025-03-09 23:59:59.999999')", "2025-03-09"]],
  hour: [["@hour(TIMESTAMP '2025-03-09 10:11:12')", "2025-03-09 10:00:00"]],
  hour_of_day: [["@hour_of_day(TIMESTAMP '2025-03-09 10:11:12')", 10]],
  weekday: [
    ["@weekday(DATE '2025-03-10')", 0],
    ["@weekday(DATE '2025-03-09')", 6],
  ],
  secs: [["@secs(TIMESTAMP '2025-03-09 00:00:00', TIMESTAMP '2025-03-09 00:01:01')", 61]],
  days_between: [["@days_between(DATE '2025-02-27', DATE '2025-03-01')", 2]],
  add_s: [["@add_s(TIMESTAMP '2025-03-09 23:59:59', 1)", "2025-03-10 00:00:00"]],
  add_days: [["@add_days(DATE '2025-02-28', 1)", "2025-03-01"]],
  date_text: [["@date_text(DATE '2025-02-08')", "2025-02-08"]],
  lag: [["@lag(1, 1, ORDER BY 1)", null]],
  ratio: [
    ["@ratio(1, 4)", 0.25],
    ["@ratio(1, 0)", null],
  ],
  idiv: [
    ["@idiv(7, 2)", 3],
    ["@idiv(-7, 2)", -3],
    ["@idiv(7 + 1, 2 + 2)", 2],
    ["@idiv(12, 2 * 3)", 2],
    ["@idiv(CASE WHEN TRUE THEN 9 END, 1 | 2)", 3],
  ],
  f64: [["@f64(1)", 1]],
  i64: [["@i64('9007199254740993')", 9007199254740993n]],
  text: [["@text(1)", "1"]],
  micro: [
    ["@micro(0.0000025)", 3],
    ["@micro(-0.0000025)", -3],
  ],
  log_bin: [
    ["@log_bin(0, 4)", 0],
    ["@log_bin(8, 4)", 12],
    ["@log_bin(4 + 4, 2 + 2)", 12],
  ],
  count_if: [["@count_if(1 = 2)", 0]],
  sum_if: [
    ["@sum_if(5, 1 = 1)", 5],
    ["@sum_if(5, 1 = 2)", 0],
  ],
  re_group: [["@re_group('a-12', '([0-9]+)')", "12"]],
  re_match: [["@re_match('abc', '^ab')", true]],
  re_sub: [["@re_sub('a1b2', '[0-9]', '')", "ab"]],
  md5: [["@md5('a')", "0cc175b9c0f1b6a831c399e269772661"]],
  h60: [["@h60('a')", 0x0cc175b9c0f1b6an]],
  list_distinct: [["(SELECT @list_distinct(x) FROM (VALUES ('b'), ('a'), ('b')) AS t (x))", "a,b"]],
  list_by: [["@list_by(1, 1)", [1]]],
  least_n: [["@least_n(1, 2)", [1]]],
  argmax: [["@argmax(1, 2)", 1]],
  argmin: [["@argmin(1, 2)", 1]],
  len: [["@len('äö')", 2]],
  sub: [["@sub('äöü', 2, 1)", "ö"]],
  unnest: [["(SELECT sum(x) FROM (SELECT 1) AS one @unnest([1, 2], list, x))", 3]],
  spine: [["(SELECT count(*) FROM (@spine('2025-02-27', '2025-03-01')) AS days)", 3]],
};

describe("macros on DuckDB", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
  });
  afterAll(() => engine.close());

  test("every macro has a value here", () => {
    expect(Object.keys(values).sort()).toEqual(Object.keys(duckdbMacros).sort());
  });

  test.each(Object.values(values).flat())("%s is %s", async (call, value) => {
    expect(await engine.query(`SELECT ${call} AS value`)).toEqual([{ value }]);
  });

  test("h60 is the first 15 digits of the MD5, for any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        fc.pre(!text.includes("\0"));
        const digits = createHash("md5").update(text).digest("hex").slice(0, 15);
        const [row] = await engine.query<{ h: number | bigint }>("SELECT @h60($1) AS h", [text]);
        expect(BigInt(row!.h)).toBe(BigInt(`0x${digits}`));
      }),
      { numRuns: 50 },
    );
  });
});
