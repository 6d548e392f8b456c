import type { Engine } from "../../engine/engine.js";
import { sqlList } from "../../engine/sql-list.js";
import type { Span } from "./read-shares.js";

/** What accounts act on: targets of follows or likes, or objects of one kind that they share. */
export type Signal = "follow" | "like" | "url" | "media";

export const signals: readonly Signal[] = ["follow", "like", "url", "media"];

/** Who acted on what in which week, a row each, in the order of accounts, targets and weeks; -1 stands for all that can be in no block. */
export interface Acts {
  readonly targets: number;
  readonly account: Int32Array;
  readonly target: Int32Array;
  /** Weeks since the first Monday of 1970. */
  readonly week: Int32Array;
  /** Different targets that a row stands for: more than one where an end is -1. */
  readonly count: Int32Array;
}

/**
 * Reads who acted on what, week by week. Targets that fewer than `perTarget` accounts ever acted on, and accounts that acted on fewer than
 * `perAccount` of the others, can be in no block: their rows are counted together. Makes the temporary table `network_targets_<signal>`
 * (target_id, target).
 *
 * @param engine holds `events`, `network_accounts` and, for objects, `event_objects`
 */
export async function readActs(
  engine: Engine,
  signal: Signal,
  { first, last }: Span,
  { perAccount, perTarget }: { readonly perAccount: number; readonly perTarget: number },
): Promise<Acts> {
  const week = `CAST(@idiv(@days_between(DATE '1970-01-05', @day(e.occurred_at)), 7) AS INTEGER)`;
  const within = `@days_between(DATE '1970-01-01', @day(e.occurred_at)) BETWEEN ${first} AND ${last}`;
  const acts =
    signal === "follow" || signal === "like"
      ? `SELECT e.account_id, e.target_id, ${week} AS week FROM events e
         WHERE e.event_type = ${sqlList([signal])} AND e.target_id IS NOT NULL AND ${within}`
      : `SELECT e.account_id, o.object_id AS target_id, ${week} AS week
         FROM event_objects o JOIN events e ON e.event_id = o.event_id
         WHERE o.kind = ${sqlList([signal])} AND o.object_id IS NOT NULL AND ${within}`;
  const targets = `network_targets_${signal}`;
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_acts AS
    SELECT DISTINCT u.account, a.target_id, a.week
    FROM (${acts}) AS a JOIN network_accounts u ON u.account_id = a.account_id;
    CREATE OR REPLACE TEMP TABLE ${targets} AS
    SELECT target_id, CAST(row_number() OVER (ORDER BY target_id) - 1 AS INTEGER) AS target
    FROM (
      SELECT target_id FROM (SELECT DISTINCT account, target_id FROM network_acts) AS pairs
      GROUP BY target_id HAVING count(*) >= ${perTarget}
    ) AS common;
    CREATE OR REPLACE TEMP TABLE network_actors AS
    SELECT account FROM (
      SELECT DISTINCT a.account, t.target FROM network_acts a JOIN ${targets} t ON t.target_id = a.target_id
    ) AS pairs
    GROUP BY account HAVING count(*) >= ${perAccount}`);
  const none = new Int32Array(0);
  const [account, target, at, count] = await engine.integers(`
    SELECT coalesce(w.account, -1) AS account, coalesce(t.target, -1) AS target, a.week, CAST(count(*) AS INTEGER) AS acts
    FROM network_acts a
    LEFT JOIN ${targets} t ON t.target_id = a.target_id
    LEFT JOIN network_actors w ON w.account = a.account
    GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3`);
  const [counts] = await engine.query<{ targets: number }>(`SELECT count(*) AS targets FROM ${targets}`);
  return {
    targets: counts?.targets ?? 0,
    account: account ?? none,
    target: target ?? none,
    week: at ?? none,
    count: count ?? none,
  };
}
