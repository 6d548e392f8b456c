import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { contract } from "../../../data-loaders/source/contract/index.js";
import { examplesFor } from "../../../src/lib/sql/examples.js";

const everything = [...contract.map(({ name }) => name), "explore_rows"];

describe("queries that are shipped", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    for (const { name, columns } of contract)
      await engine.execute(
        `CREATE TABLE ${name} (${Object.entries(columns)
          .map(([column, { type }]) => `${column} ${type}`)
          .join(", ")})`,
      );
    await engine.execute(
      "CREATE TABLE explore_rows (hit_id VARCHAR, hit_at TIMESTAMP, day DATE, account_id VARCHAR, event_id VARCHAR, rule VARCHAR, surface VARCHAR, country VARCHAR, action VARCHAR, label VARCHAR, inclusion_prob DOUBLE)",
    );
  });
  afterAll(() => engine.close());

  test.each(examplesFor(everything))("the example «$title» binds", async ({ sql }) => {
    await expect(engine.query(`EXPLAIN ${sql}`)).resolves.toBeDefined();
  });

  const cells = ["weekly-review", "rule-decay", "campaign-anatomy"].flatMap((page) =>
    [...readFileSync(`src/notebooks/${page}.md`, "utf8").matchAll(/query\(`([\s\S]*?)`\)/g)].map(
      ([, sql = ""], at) => ({ page, at, sql }),
    ),
  );
  test.each(cells)("query $at of notebook $page binds", async ({ sql }) => {
    const filled = sql
      .replaceAll("${week}", "DATE '2026-08-24'")
      .replaceAll("${rule}", "'a'")
      .replaceAll("${chosen}", "kind = 'domain' AND object_id = 'x'");
    await expect(engine.query(`EXPLAIN ${filled}`)).resolves.toBeDefined();
  });

  test("the examples offered need no table that a source lacks", () => {
    expect(
      examplesFor(["accounts", "events"])
        .flatMap(({ tables }) => tables)
        .filter((table) => !["accounts", "events"].includes(table)),
    ).toEqual([]);
    expect(examplesFor([])).toEqual([]);
  });
});
