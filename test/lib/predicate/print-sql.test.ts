import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import {
  checkPredicate,
  evaluatePredicate,
  parsePredicate,
  printSql,
  type PredicateScope,
  type Value,
} from "../../../src/lib/predicate/index.js";
import { condition } from "./support/random-predicate.js";

const scope: PredicateScope = {
  columns: {
    n1: "number",
    n2: "number",
    i1: "number",
    i2: "number",
    t1: "text",
    t2: "text",
    b1: "boolean",
    b2: "boolean",
  },
  parameters: { pn: "number", pt: "text", pb: "boolean" },
};
const texts = ["", "a", "A", "b'c", "''", '"q"', "é", "É", "𝒳y", "％", "zz", "İ", "ΣΑΣ"];
const numbers = [0, -0, 1, 2, 0.5, -3, 1e15, 1e300, 0.1, 0.2];
const parameters = fc.record({
  pn: fc.constantFrom(...numbers),
  pt: fc.constantFrom(...texts),
  pb: fc.boolean(),
});
const rows = fc.array(
  fc.record({
    n1: fc.option(fc.constantFrom(...numbers)),
    n2: fc.option(fc.constantFrom(...numbers)),
    i1: fc.option(fc.constantFrom(0, 1, 2, -3, 2147483647)),
    i2: fc.option(fc.constantFrom(0, 1, 5, -1, 2 ** 40)),
    t1: fc.option(fc.constantFrom(...texts)),
    t2: fc.option(fc.constantFrom(...texts)),
    b1: fc.option(fc.boolean()),
    b2: fc.option(fc.boolean()),
  }),
  { minLength: 1, maxLength: 6 },
);

const emptyRow = { n1: null, n2: null, i1: null, i2: null, t1: null, t2: null, b1: null, b2: null };

function literal(value: Value): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return typeof value === "number" ? `CAST('${Object.is(value, -0) ? "-0" : value}' AS DOUBLE)` : `${value}`;
}

describe("printed SQL", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:", threads: 1 });
    await engine.execute(
      "CREATE TABLE rows (n1 DOUBLE, n2 DOUBLE, i1 INTEGER, i2 BIGINT, t1 VARCHAR, t2 VARCHAR, b1 BOOLEAN, b2 BOOLEAN)",
    );
  });
  afterAll(() => engine.close());

  async function fill(rows: readonly Readonly<Record<string, Value>>[]): Promise<void> {
    const values = rows.map((row) => `(${Object.values(row).map(literal).join(", ")})`);
    await engine.execute(`DELETE FROM rows; INSERT INTO rows VALUES ${values.join(", ")}`);
  }

  test("means to DuckDB what the interpreter says, for random predicates, parameters and rows", async () => {
    const seen = new Set<boolean | null>();
    await fc.assert(
      fc.asyncProperty(condition, parameters, rows, async (node, parameters, rows) => {
        checkPredicate(node, scope);
        await fill(rows);
        const found = await engine.query<{ verdict: boolean | null }>(
          `SELECT ${printSql(node, parameters)} AS verdict FROM rows ORDER BY rowid`,
        );
        const verdicts = found.map(({ verdict }) => verdict);
        expect(verdicts).toEqual(rows.map((row) => evaluatePredicate(node, row, parameters)));
        for (const verdict of verdicts) seen.add(verdict);
      }),
      { numRuns: 600 },
    );
    expect(seen).toEqual(new Set([true, false, null]));
  });

  test.each([
    ["n1 / n2 > 0 or n1 / n2 <= 0", [1, 0], null],
    ["n1 / n2 > 0 or n1 / n2 <= 0", [1, -0], null],
    ["n1 in (1, null)", [1, 0], true],
    ["n1 in (2, null)", [1, 0], null],
    ["n1 not in (1, null)", [1, 0], false],
    ["n1 not between n2 and 5", [9, null], true],
    ["n1 between n2 and 5", [9, null], false],
    ["n1 between 3 and 1", [2, 0], false],
    ["greatest(n1, n2) = 3", [3, null], true],
    ["coalesce(n1, 7) = 7", [null, 0], true],
    ["ln(n1) is null", [0, 0], true],
    ["ln(n1) is null", [-1, 0], true],
    ["ln(n1) = 0", [1, 0], true],
    ["abs(- n1) = n1", [3, 0], true],
    ["abs(n1) > 1", [null, 0], null],
    ["null", [1, 1], null],
    ["not null", [1, 1], null],
    ["n1 = 0.1 + 0.2", [0.3, 0], false],
    ["n1 * 1e300 * 1e300 > 1", [1, 0], true],
    ["n1 * 1e300 - n1 * 1e300 = n1 * 1e300 - n1 * 1e300", [1e300, 0], true],
    ["n1 * 1e300 - n1 * 1e300 > n1 * 1e300", [1e300, 0], true],
    ["n2 >= n1 * 1e300 - n1 * 1e300", [1e300, 0], false],
    ["least(n1 * 1e300 - n1 * 1e300, n2) = 0", [1e300, 0], true],
    ["greatest(n1 * 1e300 - n1 * 1e300, n2) = 0", [1e300, 0], false],
    ["ln(n1 * 1e300 - n1 * 1e300) > 5", [1e300, 0], true],
    ["lower('İΣ') = 'iσ'", [1, 0], true],
    ["'it''s' = 'it''s'", [1, 0], true],
    ["contains('a', '')", [1, 0], true],
    ["starts_with('𝒳y', '𝒳')", [1, 0], true],
    ["length('𝒳é') = 2", [1, 0], true],
    ["'％' < '𝒳'", [1, 0], true],
  ] as const)("%s of n1, n2 = %j is %s in both", async (source, [n1, n2], expected) => {
    const node = parsePredicate(source);
    checkPredicate(node, scope);
    expect(evaluatePredicate(node, { n1, n2 })).toBe(expected);
    await fill([{ ...emptyRow, n1, n2 }]);
    expect(await engine.query(`SELECT ${printSql(node)} AS verdict FROM rows`)).toEqual([
      { verdict: expected },
    ]);
  });

  test("lowers every letter as the interpreter does", async () => {
    const letters = Array.from({ length: 0x1ffff }, (_, code) => code)
      .filter((code) => code > 0 && (code < 0xd800 || code > 0xdfff))
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => letter.toLowerCase() !== letter);
    const lowered = parsePredicate("lower(t1) = lower(t1)");
    if (lowered.kind !== "compare") throw new Error("expected a comparison");
    await engine.execute("DELETE FROM rows");
    await engine.execute(
      `INSERT INTO rows (t1) VALUES ${letters.map((letter) => `('${letter}')`).join(", ")}`,
    );
    const found = await engine.query<{ letter: string; lower: string }>(
      `SELECT t1 AS letter, ${printSql(lowered.left)} AS lower FROM rows`,
    );
    // Each knows the letters of its own edition of Unicode; those that only one knows, the other leaves as they are.
    const known = found.filter(({ letter, lower }) => letter !== lower);
    expect(known.map(({ letter }) => evaluatePredicate(lowered.left, { t1: letter }))).toEqual(
      known.map(({ lower }) => lower),
    );
    expect(known.length).toBeGreaterThan(1_300);
  });

  test("of the largest predicate that is allowed is read by DuckDB, as one of many", async () => {
    const terms = Array.from({ length: 390 }, (_, index) => `n1 = ${index}`).join(" or ");
    const [chain, sum] = [terms, `n1${" + n2".repeat(390)} > 1`].map((source) => {
      const node = parsePredicate(source);
      checkPredicate(node, scope);
      return printSql(node);
    });
    await fill([{ ...emptyRow, n1: 1, n2: 1 }]);
    expect(
      await engine.query(
        `SELECT list_filter([CASE WHEN n2 > 0 AND ${chain} THEN 1 END, CASE WHEN ${sum} THEN 2 END], x -> x IS NOT NULL) AS found
         FROM rows WHERE (${chain}) OR (n2 > 0 AND ${sum})`,
      ),
    ).toEqual([{ found: [1, 2] }]);
  });
});
