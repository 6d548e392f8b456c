import { readFileSync } from "node:fs";
import type { Engine } from "../engine/engine.js";

/** Tables in the order in which each is made from those before it and the canonical ones. */
export const featureTables = [
  "account_hours",
  "account_profiles",
  "signups",
  "report_hours",
  "account_features",
] as const;

/**
 * Makes `account_features` from the canonical tables `accounts`, `sessions`, `events`, `event_objects` and `reports`: a row for
 * each account and hour in which it was active.
 */
export async function buildFeatures(engine: Engine): Promise<void> {
  for (const table of featureTables) {
    const sql = readFileSync(new URL(`./${table}.sql`, import.meta.url), "utf8");
    await engine.execute(`CREATE OR REPLACE TABLE ${table} AS ${sql}`);
  }
}
