import type { EntitySeries } from "../../../src/lib/emerging/series.js";
import { dayNumber, dayOfNumber, daysBetween } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";
import { entityActivity, entityFacts, entityKinds } from "./entity-days.js";

/** Days without anything after which what comes is taken for a clock that runs wrong. */
const longestGap = 60;
/** Entities that are held in memory at once; beyond, those with fewer accounts on their largest day are left out. */
const mostEntities = 60_000;

/** Series to detect in, and what was left out of them. */
export interface ReadSeries {
  readonly series: EntitySeries;
  /** Events so far from all others that their clocks must run wrong. */
  readonly straying: number;
  /** Entities left out for want of memory. */
  readonly leftOut: number;
}

/**
 * Counts the entities of a warehouse day by day, and leaves `entity_days` (kind, entity, day, events, accounts) behind, a temporary table.
 * An entity that never had `floor` accounts on a day is not in it: it cannot be an alert.
 *
 * @param engine holds the tables of `entityReads`, empty where the source lacks them
 * @param asOf last day, `YYYY-MM-DD`: nothing later is read
 * @returns null where nothing has a time
 */
export async function readSeries(
  engine: Engine,
  { floor, asOf }: { readonly floor: number; readonly asOf?: string | undefined },
): Promise<ReadSeries | null> {
  const span = await spanOf(engine, asOf);
  if (span === null) return null;
  const [from, to] = [`DATE '${span.first}'`, `DATE '${span.last}'`];
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE entity_days AS
    WITH counted AS (
      SELECT kind, entity, day, count(*) AS events, count(DISTINCT account_id) AS accounts
      FROM (${entityFacts(from, to)}) AS facts
      GROUP BY kind, entity, day
    ),
    kept AS (SELECT kind, entity, max(accounts) AS most FROM counted GROUP BY kind, entity HAVING max(accounts) >= ${floor})
    SELECT c.kind, c.entity, c.day, c.events, c.accounts, k.most
    FROM counted c JOIN kept k ON k.kind = c.kind AND k.entity = c.entity;
    CREATE OR REPLACE TEMP TABLE entities AS
    SELECT kind, entity, CAST(row_number() OVER (ORDER BY kind, entity) - 1 AS INTEGER) AS number
    FROM (SELECT kind, entity FROM entity_days GROUP BY kind, entity ORDER BY max(most) DESC, kind, entity LIMIT ${mostEntities}) AS named`);
  const entities = await engine.query<{ kind: string; id: string }>(
    "SELECT kind, entity AS id FROM entities ORDER BY number",
  );
  const [all] = await engine.query<{ n: number }>(
    "SELECT count(*) AS n FROM (SELECT DISTINCT kind, entity FROM entity_days) AS named",
  );
  const days = daysBetween(span.first, span.last) + 1;
  const counts = new Int32Array(entities.length * days);
  const [number, day, accounts] = await engine.integers(
    `SELECT n.number, CAST(@days_between(${from}, d.day) AS INTEGER), CAST(d.accounts AS INTEGER)
     FROM entity_days d JOIN entities n ON n.kind = d.kind AND n.entity = d.entity`,
  );
  for (let row = 0; row < (number?.length ?? 0); row++)
    counts[(number?.[row] ?? 0) * days + (day?.[row] ?? 0)] = accounts?.[row] ?? 0;
  return {
    series: {
      first: span.first,
      days,
      entities,
      counts,
      activity: await activityOf(engine, span.first, span.last, days),
    },
    straying: span.straying,
    leftOut: (all?.n ?? 0) - entities.length,
  };
}

/** Last day of the data, `YYYY-MM-DD`; null where nothing has a time. */
export async function lastDay(engine: Engine): Promise<string | null> {
  return (await spanOf(engine, undefined))?.last ?? null;
}

async function activityOf(
  engine: Engine,
  first: string,
  last: string,
  days: number,
): Promise<Map<string, Float64Array>> {
  const rows = await engine.query<{ activity: string; day: string; accounts: number }>(
    entityActivity(`DATE '${first}'`, `DATE '${last}'`),
  );
  const byActivity = new Map<string, Float64Array>();
  for (const { activity, day, accounts } of rows) {
    const counts = byActivity.get(activity) ?? new Float64Array(days);
    counts[daysBetween(first, day)] = accounts;
    byActivity.set(activity, counts);
  }
  const none = new Float64Array(days);
  return new Map(
    Object.entries(entityKinds).map(([kind, { activity }]) => [kind, byActivity.get(activity) ?? none]),
  );
}

/** First and last day of the run of days, without a gap of two months, on which most happened. */
async function spanOf(
  engine: Engine,
  asOf: string | undefined,
): Promise<{ first: string; last: string; straying: number } | null> {
  const rows = await engine.query<{ day: string; n: number }>(
    `SELECT @day(happened_at) AS day, count(*) AS n
     FROM (SELECT occurred_at AS happened_at FROM events UNION ALL SELECT hit_at FROM rule_hits UNION ALL SELECT reported_at FROM reports) AS times
     WHERE happened_at IS NOT NULL${asOf === undefined ? "" : ` AND happened_at < @add_days(DATE '${asOf}', 1)`}
     GROUP BY 1 ORDER BY 1`,
  );
  const runs: { first: number; last: number; events: number }[] = [];
  for (const { day, n } of rows) {
    const number = dayNumber(day);
    const run = runs.at(-1);
    if (run !== undefined && number - run.last <= longestGap)
      [run.last, run.events] = [number, run.events + n];
    else runs.push({ first: number, last: number, events: n });
  }
  const busiest = runs.reduce<(typeof runs)[number] | null>(
    (best, run) => (best === null || run.events > best.events ? run : best),
    null,
  );
  if (busiest === null) return null;
  return {
    first: dayOfNumber(busiest.first),
    last: dayOfNumber(busiest.last),
    straying: runs.reduce((sum, { events }) => sum + events, 0) - busiest.events,
  };
}
