import { readFileSync } from "node:fs";
import type { Engine } from "../engine/engine.js";
import { columnsOf } from "../pipeline/input-views.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { selectAccountFeatures, selectProfileFeatures } from "./account-features.js";
import { selectEventFeatures } from "./event-features.js";
import { accountFeatures, eventFacts, hourlyCounts } from "./registry.js";
import { hourTables } from "./window-counts.js";

/** What features are made of, in the order in which each is made from those before it and the canonical tables. */
const parts = [
  "signups",
  "account_profiles",
  "account_acts",
  "account_hours",
  "repeat_hours",
  "report_hours",
] as const;
type Part = (typeof parts)[number];

/** Those that can be made without events. */
const profileParts: readonly Part[] = ["signups", "account_profiles"];

function sqlOf(part: Part): string {
  return readFileSync(new URL(`./${part}.sql`, import.meta.url), "utf8");
}

/** The SELECTs of all that features are made of: they are code of whatever makes features. */
export function featureCode(): string[] {
  return parts.map(sqlOf);
}

export interface FeatureOptions {
  /** Features of accounts to select, in order; by default every one of `accountFeatures`. */
  readonly accounts?: readonly string[];
  /** Features of events to select, in order; null, the default, where none are wanted. */
  readonly events?: readonly string[] | null;
  /** The day that a source without times says it describes, `YYYY-MM-DD`. */
  readonly asOf?: string | null;
}

/** SELECTs of features. */
export interface FeatureSelects {
  /** A row for each account and hour in which it was active, or for each account where there is no table `events`. */
  readonly accounts: string;
  /** A row for each event; null where none was asked for, or there is no table `events`. */
  readonly events: string | null;
}

/**
 * Makes what features are selected from, out of the canonical tables `accounts`, `sessions`, `events`, `event_objects` and
 * `reports`, and gives the SELECTs to `use`. All that it made is dropped after.
 */
export async function withFeatures<T>(
  engine: Engine,
  use: (selects: FeatureSelects) => Promise<T>,
  { accounts = Object.keys(accountFeatures), events = null, asOf = null }: FeatureOptions = {},
): Promise<T> {
  const tables = await warehouseTables(engine);
  const ownOf = async (table: string): Promise<Set<string>> =>
    new Set((await columnsOf(engine, table)).filter((column) => column.startsWith("x_")));
  const ownOfEvents = await ownOf("events");
  const ownOfAccounts = [...(await ownOf("accounts"))].filter(
    (column) => accounts.includes(column) || (events?.includes(column) === true && !ownOfEvents.has(column)),
  );
  const made = tables.has("events") ? parts : profileParts;
  for (const part of made) {
    const select =
      part === "account_profiles"
        ? withOwn(sqlOf(part), ownOfAccounts)
        : part === "account_acts"
          ? `SELECT ${actColumns(events, ownOfEvents).join(", ")} FROM (${sqlOf(part)}) AS acts`
          : sqlOf(part);
    await engine.execute(`CREATE OR REPLACE TEMP TABLE ${part} AS ${select}`);
  }
  const result = await use(
    tables.has("events")
      ? await selectsOf(engine, tables, accounts, events, ownOfEvents)
      : { accounts: selectProfileFeatures(accounts, asOf), events: null },
  );
  for (const part of made) await engine.execute(`DROP TABLE temp.${part}`);
  return result;
}

/** Makes `account_features`, with every feature. */
export async function buildFeatures(engine: Engine): Promise<void> {
  await withFeatures(engine, ({ accounts }) =>
    engine.execute(`CREATE OR REPLACE TABLE account_features AS ${accounts}`),
  );
}

async function selectsOf(
  engine: Engine,
  tables: ReadonlySet<string>,
  accounts: readonly string[],
  events: readonly string[] | null,
  own: ReadonlySet<string>,
): Promise<FeatureSelects> {
  const largest = await largestCounts(engine);
  return {
    accounts: selectAccountFeatures({ columns: accounts, tables, largest }),
    events: events === null ? null : selectEventFeatures({ columns: events, tables, largest, own }),
  };
}

function withOwn(profiles: string, own: readonly string[]): string {
  if (own.length === 0) return profiles;
  const columns = ["p.*", ...own.map((column) => `x."${column}"`)];
  return `SELECT ${columns.join(", ")} FROM (${profiles}) AS p JOIN accounts x ON x.account_id = p.account_id`;
}

/** What of each event is kept: what hours are counted from, and what features of events are asked for. */
function actColumns(events: readonly string[] | null, own: ReadonlySet<string>): string[] {
  const counted = ["number", "n", "event_type", "has_media", "has_link", "hashtags", "text_id"];
  if (events === null) return counted;
  const asked = events.filter((column) => column in eventFacts || own.has(column));
  return [...new Set([...counted, "event_id", "account_id", "occurred_at", ...asked])].map(
    (column) => `"${column}"`,
  );
}

async function largestCounts(engine: Engine): Promise<Record<string, number>> {
  const largest: Record<string, number> = Object.fromEntries(
    Object.keys(hourlyCounts).map((count) => [count, 0]),
  );
  for (const [table, counts] of hourTables) {
    const sums = counts.map((count) => `@i64(sum(${count})) AS ${count}`);
    const [row] = await engine.query<Record<string, number | null>>(
      `SELECT ${counts.map((count) => `max(${count}) AS ${count}`).join(", ")} FROM (SELECT ${sums.join(", ")} FROM ${table} GROUP BY number) AS totals`,
    );
    for (const count of counts) largest[count] = row?.[count] ?? 0;
  }
  return largest;
}
