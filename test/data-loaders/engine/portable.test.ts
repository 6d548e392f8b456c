import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { notPortable } from "../../../data-loaders/engine/portable.js";

/** SQL in these folders runs on the embedded engine or on the team's own, and nowhere else. */
const engineLocal = /^(source|text|cubes|detect\/text)\//;

const files = readdirSync("data-loaders", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sql") && !engineLocal.test(file))
  .sort();

describe("portable SQL", () => {
  test.each(files)("%s runs on every engine", (file) => {
    const found = notPortable(readFileSync(`data-loaders/${file}`, "utf8"));
    expect(found.map(({ line, found, message }) => `${file}:${line}: ${found}: ${message}`)).toEqual([]);
  });

  test.each([
    ["SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1", "QUALIFY"],
    ["SELECT * FROM a ASOF JOIN b USING (t)", "ASOF"],
    ["PIVOT t ON a", "PIVOT"],
    ["SELECT * EXCLUDE (a) FROM t", "EXCLUDE"],
    ["SELECT a, count(*) FROM t GROUP BY  ALL", "GROUP BY  ALL"],
    ["SELECT 7 // 2", "//"],
    ["SELECT list_transform(l, x -> x + 1)", "->"],
    ["SELECT approx_count_distinct(a) FROM t", "approx_count_distinct"],
    ["SELECT hash(a) FROM t", "hash("],
    ["SELECT a::INT FROM t", "::"],
    ["SELECT date_trunc('day', t)", "date_trunc("],
  ])("%s is refused", (sql, found) => {
    expect(notPortable(sql).map((place) => place.found)).toContain(found);
  });

  test("texts, quoted names, comments and macros are not looked at", () => {
    expect(
      notPortable("SELECT 'a // b', \"pivot\", @list_distinct(a) -- QUALIFY\nFROM t /* hash( */"),
    ).toEqual([]);
  });

  test("the line is that of the statement as written", () => {
    expect(notPortable("SELECT 1,\n  'x\ny',\n  7 // 2")[0]?.line).toBe(4);
  });
});
