import { bitsOfMask, maskColumn, masksFor } from "../../../src/lib/rule/report/masks.js";
import {
  latestDays,
  latestHits,
  packAccounts,
  type Conditions,
  type ReportContext,
} from "../../../src/lib/rule/report/index.js";
import type { Engine } from "../../engine/engine.js";
import { scoredFeatures } from "../risk-score.js";
import { mostAccounts } from "./report-context.js";

/** Names of the tables that reports of backtests read. */
export const backtestTables = {
  accounts: "backtest_accounts",
  kinds: "backtest_kinds",
  segments: "backtest_segments",
  hits: "backtest_hits",
};

/** Days asked about, both included, `YYYY-MM-DD`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The days asked about: those that there are, where none are given.
 *
 * @throws when no day of the data lies among them
 */
export async function rangeOf(
  engine: Engine,
  from: string | undefined,
  to: string | undefined,
): Promise<DayRange> {
  const [row] = await engine.query<{ from: string | null; to: string | null }>(
    `SELECT CAST(min(hour) AS DATE) AS "from", CAST(max(hour) AS DATE) AS "to" FROM account_features`,
  );
  if (row === undefined || row.from === null || row.to === null)
    throw new Error("there is no account to try a rule on: the source's table accounts is empty");
  const range = { from: from ?? row.from, to: to ?? row.to };
  if (range.from > range.to || range.to < row.from || range.from > row.to)
    throw new Error(
      `--from ${range.from} --to ${range.to}: no day of the data lies there; they go from ${row.from} to ${row.to}`,
    );
  return range;
}

/** Makes `backtest_accounts` of each account as it last was; what `hitsOfLatest` and reports read. */
export async function accountsOfLatest(
  engine: Engine,
  { from, to }: DayRange,
  { running }: Pick<ReportContext, "running">,
): Promise<void> {
  await pack(
    engine,
    `SELECT * FROM rule_accounts WHERE draw <= ${mostAccounts} AND day BETWEEN DATE '${from}' AND DATE '${to}'`,
    running.length,
  );
}

/** Makes `backtest_hits` of the accounts whose last row matches; returns the query of hits by day. */
export async function hitsOfLatest(engine: Engine, conditions: Conditions): Promise<string> {
  const { accounts, hits } = backtestTables;
  await engine.execute(`CREATE OR REPLACE TEMP TABLE ${hits} AS ${latestHits(accounts, conditions)}`);
  return latestDays(hits);
}

async function pack(engine: Engine, select: string, running: number): Promise<void> {
  await engine.execute(`CREATE OR REPLACE TEMP TABLE backtest_source AS ${select}`);
  const packed = packAccounts("backtest_source", masksFor(running), backtestTables);
  for (const table of ["kinds", "segments", "accounts"] as const)
    await engine.execute(`CREATE OR REPLACE TEMP TABLE ${backtestTables[table]} AS ${packed[table]}`);
}

/**
 * Makes `backtest_accounts` of the accounts active in a range, each in the masks of the rules whose versions hit it in that range.
 */
export async function accountsOfHistory(
  engine: Engine,
  { from, to }: DayRange,
  { running }: Pick<ReportContext, "running">,
): Promise<void> {
  const masks = Array.from({ length: masksFor(running.length) }, (_, mask) => mask);
  const bits = running.map(
    ({ rule }, place) => `('${rule}', ${Math.floor(place / bitsOfMask)}, ${2 ** (place % bitsOfMask)})`,
  );
  const replaced = masks.map((mask) => `coalesce(m.${maskColumn(mask)}, 0) AS ${maskColumn(mask)}`);
  await pack(
    engine,
    masks.length === 0
      ? `SELECT * FROM rule_accounts WHERE account_id IN (${activeIn(from, to)})`
      : `WITH bits (rule_id, mask, bit) AS (VALUES ${bits.join(", ")}),
    hit AS (
      SELECT DISTINCT account_id, mask, bit FROM evaluated_hits JOIN bits USING (rule_id)
      WHERE hit_at >= TIMESTAMP '${from} 00:00:00' AND hit_at < DATE '${to}' + INTERVAL 1 DAY
    ),
    masked AS (
      SELECT account_id, ${masks.map((mask) => `CAST(coalesce(sum(bit) FILTER (WHERE mask = ${mask}), 0) AS BIGINT) AS ${maskColumn(mask)}`).join(", ")}
      FROM hit GROUP BY account_id
    )
    SELECT r.* REPLACE (${replaced.join(", ")})
    FROM rule_accounts r LEFT JOIN masked m USING (account_id)
    WHERE r.account_id IN (${activeIn(from, to)})`,
    running.length,
  );
}

/**
 * Makes `backtest_hits` of the accounts that match in some hour, or some event, of a range; returns the query of hits by day.
 *
 * @param scored whether a condition names the risk score
 */
export async function hitsOfHistory(
  engine: Engine,
  grain: "account" | "event",
  { from, to }: DayRange,
  { candidate, live }: Conditions,
  scored: boolean,
): Promise<string> {
  const [table, time] =
    grain === "account" ? [scoredFeatures(scored), "hour"] : ["event_features", "occurred_at"];
  const asked = `${table} AS asked WHERE ${inRange(time, from, to)}`;
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE backtest_episodes AS ${
      grain === "event"
        ? `SELECT account_id, CAST(occurred_at AS DATE) AS day FROM ${asked} AND ${candidate}`
        : `SELECT account_id, CAST(hour AS DATE) AS day FROM (
      SELECT account_id, hour, lag(hour) OVER (PARTITION BY account_id ORDER BY hour) AS last_hour
      FROM ${asked} AND ${candidate}
    ) AS followed WHERE last_hour IS NULL OR date_diff('second', last_hour, hour) >= 86400`
    };
    CREATE OR REPLACE TEMP TABLE backtest_live AS SELECT DISTINCT account_id FROM ${asked} AND ${live ?? "FALSE"};
    CREATE OR REPLACE TEMP TABLE backtest_hits AS
    WITH matched AS (SELECT account_id, count(*) AS hits, min(day) AS first_day FROM backtest_episodes GROUP BY account_id)
    SELECT a.draw, coalesce(m.first_day, a.day) AS day, a.kind, a.segment, a.weight_micro, a.weight_squared_milli, coalesce(m.hits, 0) AS hits,
      m.account_id IS NOT NULL AS matched, l.account_id IS NOT NULL AS live_matched
    FROM backtest_accounts a LEFT JOIN matched m USING (account_id) LEFT JOIN backtest_live l USING (account_id)
    WHERE m.account_id IS NOT NULL OR l.account_id IS NOT NULL`);
  return "SELECT CAST(day AS VARCHAR) AS day, count(*) AS hits FROM backtest_episodes GROUP BY day ORDER BY day";
}

function activeIn(from: string, to: string): string {
  return `SELECT account_id FROM account_features WHERE ${inRange("hour", from, to)}`;
}

function inRange(column: string, from: string, to: string): string {
  return `${column} >= TIMESTAMP '${from} 00:00:00' AND ${column} < DATE '${to}' + INTERVAL 1 DAY`;
}
