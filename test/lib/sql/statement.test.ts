import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkStatement, tablesNamed, tokens } from "../../../src/lib/sql/statement.js";

const refused = (text: string): string => {
  const statement = checkStatement(text);
  return statement.ok ? "allowed" : `${text.slice(statement.from, statement.to)}: ${statement.message}`;
};

describe("a statement that reads", () => {
  test.each([
    "SELECT 1",
    "  -- a remark\nselect 1 -- another; one",
    "(SELECT 1) UNION ALL (SELECT 2)",
    "WITH a AS (SELECT ';' AS x) FROM a",
    "FROM accounts;",
    "FROM accounts ; -- done",
    "VALUES (1), (2)",
    "SUMMARIZE events",
    "PIVOT events ON surface",
    "SELECT ')' || \"a;b\" || $$ ; ) $$ || $x$ ' $x$",
    "SELECT [1, 2][1], {'a': 1}",
  ])("is allowed: %s", (text) => expect(refused(text)).toBe("allowed"));

  test("loses its semicolon, and says whether it explains", () => {
    expect(checkStatement("EXPLAIN SELECT 1 ; ")).toEqual({
      ok: true,
      text: "EXPLAIN SELECT 1",
      explains: true,
    });
    expect(checkStatement("SELECT 'a;b';")).toMatchObject({ text: "SELECT 'a;b'", explains: false });
  });
});

describe("anything else is refused, with the place that it is about", () => {
  test.each([
    ["", /There is nothing to run/],
    ["-- only a remark", /There is nothing to run/],
    ["COPY accounts TO 'x.csv'", /^COPY: COPY is not allowed here/],
    ["attach 'http://example.com/x.db'", /^attach: ATTACH is not allowed here/],
    ["INSTALL httpfs", /^INSTALL: /],
    ["SET memory_limit = '9GB'", /^SET: /],
    ["PRAGMA version", /^PRAGMA: /],
    ["CREATE TABLE x (a INT)", /^CREATE: /],
    ["(((DELETE FROM x)))", /^DELETE: /],
    ["'quoted'", /^'quoted': This is not allowed here/],
    ["SELECT 1; DROP TABLE x", /^DROP TABLE x: One statement at a time/],
    ["SELECT 1); ATTACH 'x' AS y; SELECT (1", /One statement at a time/],
    ["SELECT 1) UNION (SELECT 2", /^\): This "\)" has no counterpart/],
    ["SELECT (1", /^\(: This "\(" has no counterpart/],
    ["SELECT (1]", /^\]: /],
    ["SELECT 'open", /^'open: /],
    ['SELECT "open', /^"open: /],
    ["SELECT $a$ open $b$", /\$a\$/],
  ])("%s", (text, expected) => expect(refused(text)).toMatch(expected));

  test("whatever is written, what is allowed holds no semicolon outside of quotes and closes no bracket of another's", () => {
    const pieces = fc.constantFrom(
      "SELECT",
      "(",
      ")",
      "'",
      "''",
      '"',
      ";",
      "--",
      "\n",
      "/*",
      "*/",
      "$$",
      "$a$",
      "1",
      "x",
      "[",
      "]",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const statement = checkStatement(`SELECT ${parts.join("")}`);
        if (!statement.ok) return;
        let depth = 0;
        for (const { kind, value } of tokens(statement.text)) {
          if (kind !== "sign") continue;
          expect(value).not.toBe(";");
          if (value === "(") depth += 1;
          if (value === ")") depth -= 1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the tables of a query", () => {
  const known = ["events", "event_objects", "accounts"];
  test("are found under any spelling", () => {
    expect(tablesNamed('SELECT * FROM Events JOIN "accounts" USING (account_id)', known)).toEqual([
      "events",
      "accounts",
    ]);
    expect(tablesNamed("SELECT * FROM query_table('event_objects')", known)).toEqual(["event_objects"]);
    expect(tablesNamed("FROM query('FROM accounts LIMIT 1')", known)).toEqual(["accounts"]);
  });
  test("are not found in remarks, nor in longer names", () => {
    expect(tablesNamed("SELECT 1 -- FROM accounts\n AS events_of_mine", known)).toEqual([]);
  });
});
