import { readFileSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { hourTables, selectAccountFeatures } from "./account-features.js";
import { accountFeatures } from "./registry.js";

/** Tables in the order in which each is made from those before it and the canonical ones. */
const parts = [
  "account_profiles",
  "signups",
  "account_acts",
  "account_hours",
  "repeat_hours",
  "report_hours",
] as const;

/** The SELECT of each of these tables. */
export function featureCode(): Record<string, string> {
  return Object.fromEntries(
    parts.map((part) => [part, readFileSync(new URL(`./${part}.sql`, import.meta.url), "utf8")]),
  );
}

/**
 * Makes what features are selected from, out of the canonical tables `accounts`, `sessions`, `events`, `event_objects` and
 * `reports`, and gives the SELECT to `use`: a row for each account and hour in which it was active. All that it made is dropped after.
 *
 * @param columns features to select, in order; by default every one of `accountFeatures`
 */
export async function withFeatures<T>(
  engine: Engine,
  use: (select: string) => Promise<T>,
  columns: readonly string[] = Object.keys(accountFeatures),
): Promise<T> {
  for (const [part, sql] of Object.entries(featureCode()))
    await engine.execute(`CREATE OR REPLACE TEMP TABLE ${part} AS ${sql}`);
  const tables = await warehouseTables(engine);
  const result = await use(selectAccountFeatures({ columns, tables, largest: await largestCounts(engine) }));
  for (const part of parts) await engine.execute(`DROP TABLE temp.${part}`);
  return result;
}

/** Makes `account_features`, with every feature. */
export async function buildFeatures(engine: Engine): Promise<void> {
  await withFeatures(engine, (select) =>
    engine.execute(`CREATE OR REPLACE TABLE account_features AS ${select}`),
  );
}

async function largestCounts(engine: Engine): Promise<Record<string, number>> {
  const largest: Record<string, number> = {};
  for (const [table, counts] of hourTables) {
    const sums = counts.map((count) => `@i64(sum(${count})) AS ${count}`);
    const [row] = await engine.query<Record<string, number | null>>(
      `SELECT ${counts.map((count) => `max(${count}) AS ${count}`).join(", ")} FROM (SELECT ${sums.join(", ")} FROM ${table} GROUP BY number) AS totals`,
    );
    for (const count of counts) largest[count] = row?.[count] ?? 0;
  }
  return largest;
}
