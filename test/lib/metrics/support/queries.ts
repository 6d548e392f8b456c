import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { expandInDays } from "../../../../data-loaders/pipeline/days.js";
import type { SumRow } from "../../../../src/lib/metrics/definition.js";
import { factQueries, metricQueries } from "../../../../src/lib/metrics/index.js";

/** Makes the tables of facts, then every metric's rows, over the tables of a database, for the days given or for all. */
export async function runQueries(
  engine: Engine,
  days: readonly string[] | null = null,
): Promise<Map<string, SumRow[]>> {
  for (const { table, sql } of factQueries)
    await engine.execute(`CREATE OR REPLACE TABLE ${table} AS ${expandInDays(sql, null)}`);
  const results = new Map<string, SumRow[]>();
  for (const { table, sql } of metricQueries)
    results.set(table, await engine.query<SumRow>(expandInDays(sql, days)));
  return results;
}

/** Rows as texts in an order of their own, so that two readings can be compared whatever order they come in. */
export function comparable(rows: readonly SumRow[]): string[] {
  return rows
    .map((row) =>
      Object.keys(row)
        .sort()
        .map((name) => `${name}=${String(row[name])}`)
        .join(" "),
    )
    .sort();
}
