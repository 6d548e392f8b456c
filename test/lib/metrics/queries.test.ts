import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { factQueries, metricQueries } from "../../../src/lib/metrics/index.js";
import { loadPlatform, type Platform, platforms } from "./support/platform.js";
import { comparable, runQueries } from "./support/queries.js";
import { readings } from "./support/readings.js";

let engine: Engine;
const cases: { platform: Platform; results: Map<string, SumRow[]> }[] = [];

beforeAll(async () => {
  engine = await openDuckDB({ path: ":memory:", threads: 1 });
  for (const platform of fc.sample(platforms, { numRuns: 60, seed: 20_260_101 })) {
    await loadPlatform(engine, platform);
    cases.push({ platform, results: await runQueries(engine) });
  }
});

afterAll(() => engine.close());

describe("the SQL of the metrics, on sixty random platforms", () => {
  test("every query has a reading in TypeScript to compare with", () => {
    expect(Object.keys(readings).sort()).toEqual(metricQueries.map(({ table }) => table).sort());
  });

  test.each(metricQueries.map(({ table }) => table))(
    "%s agrees row by row with a reading in TypeScript",
    (table) => {
      for (const { platform, results } of cases)
        expect(comparable(results.get(table)!), JSON.stringify(platform)).toEqual(
          comparable(readings[table]!(platform)),
        );
      const rows = cases.reduce((sum, { results }) => sum + results.get(table)!.length, 0);
      expect(rows).toBeGreaterThan(10);
    },
  );

  test.each(metricQueries)(
    "$table gives the keys and sums that it declares, one row a key",
    ({ table, keys, sums }) => {
      for (const { results } of cases) {
        const rows = results.get(table)!;
        for (const row of rows) expect(Object.keys(row)).toEqual([...keys, ...Object.keys(sums)]);
        expect(new Set(rows.map((row) => JSON.stringify(keys.map((key) => row[key])))).size).toBe(
          rows.length,
        );
      }
    },
  );

  test("restricted to some days, a query written by day gives the same rows for them and no others", async () => {
    const days = ["2026-02-27", "2026-03-01"];
    for (const { platform, results } of cases.slice(0, 15)) {
      await loadPlatform(engine, platform);
      const some = await runQueries(engine, days);
      for (const { table, day } of metricQueries) {
        const all = results.get(table)!;
        const expected = day === undefined ? all : all.filter((row) => days.includes(String(row[day])));
        expect(comparable(some.get(table)!), table).toEqual(comparable(expected));
      }
    }
  });

  test("names what it reads: every query binds with the declared columns alone", async () => {
    const derived = new Set(factQueries.map(({ table }) => table));
    for (const { reads } of [...factQueries, ...metricQueries])
      for (const { table, columns = [], day, from = table } of reads) {
        if (columns.length > 0) await engine.query(`SELECT ${columns.join(", ")} FROM ${table} LIMIT 0`);
        if (day !== undefined) await engine.query(`SELECT ${day} FROM ${from} LIMIT 0`);
        expect(derived.has(table) || !table.includes("facts")).toBe(true);
      }
  });
});

describe("portable SQL", () => {
  test("no query uses what other engines lack", () => {
    for (const { table, sql } of [...factQueries, ...metricQueries])
      expect(sql, table).not.toMatch(/\b(?:QUALIFY|ASOF|PIVOT|EXCLUDE|GROUP BY ALL|approx_\w+)\b|\/\/|->/i);
  });
});
