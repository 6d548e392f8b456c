import { readFileSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { hourTables, selectAccountFeatures, selectProfileFeatures } from "./account-features.js";
import { accountFeatures } from "./registry.js";

/** Tables of profiles, in the order in which each is made from those before it and the canonical ones. */
const profileParts = ["account_profiles", "signups"] as const;

/** Likewise, what is made of events. */
const eventParts = ["account_acts", "account_hours", "repeat_hours", "report_hours"] as const;

type Part = (typeof profileParts)[number] | (typeof eventParts)[number];

function sqlOf(part: Part): string {
  return readFileSync(new URL(`./${part}.sql`, import.meta.url), "utf8");
}

/** The SELECTs of all that features are made of: they are code of whatever makes features. */
export function featureCode(): string[] {
  return [...profileParts, ...eventParts].map(sqlOf);
}

export interface FeatureOptions {
  /** Features to select, in order; by default every one of `accountFeatures`. */
  readonly columns?: readonly string[];
  /** The day that a source without times says it describes, `YYYY-MM-DD`. */
  readonly asOf?: string | null;
}

/**
 * Makes what features are selected from, out of the canonical tables `accounts`, `sessions`, `events`, `event_objects` and
 * `reports`, and gives the SELECT to `use`: a row for each account and hour in which it was active, or for each account where there is
 * no table `events`. All that it made is dropped after.
 */
export async function withFeatures<T>(
  engine: Engine,
  use: (select: string) => Promise<T>,
  { columns = Object.keys(accountFeatures), asOf = null }: FeatureOptions = {},
): Promise<T> {
  const tables = await warehouseTables(engine);
  const parts = tables.has("events") ? [...profileParts, ...eventParts] : profileParts;
  for (const part of parts) await engine.execute(`CREATE OR REPLACE TEMP TABLE ${part} AS ${sqlOf(part)}`);
  const select = tables.has("events")
    ? selectAccountFeatures({ columns, tables, largest: await largestCounts(engine) })
    : selectProfileFeatures(columns, asOf);
  const result = await use(select);
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
