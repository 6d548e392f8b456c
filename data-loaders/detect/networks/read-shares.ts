import type { Shares } from "../../../src/lib/network/shares.js";
import type { Engine } from "../../engine/engine.js";
import { sqlList } from "../../engine/sql-list.js";

/** Days that times may lie apart: clocks beyond are wrong, and are left out. */
const widestSpan = 20_000;

/** Days that networks are looked for on, counted from 1970. */
export interface Span {
  readonly first: number;
  readonly last: number;
  /** Events left out because their clock is decades away from the others'. */
  readonly outside: number;
}

/**
 * Numbers the accounts that did anything, in the temporary table `network_accounts` (account_id, account), and says on which days.
 *
 * @param engine holds `events`
 */
export async function numberAccounts(engine: Engine): Promise<Span & { readonly accounts: number }> {
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_accounts AS
    SELECT account_id, CAST(row_number() OVER (ORDER BY account_id) - 1 AS INTEGER) AS account
    FROM (SELECT DISTINCT account_id FROM events) AS named`);
  const days = await engine.query<{ day: number; events: number }>(`
    SELECT @days_between(DATE '1970-01-01', @day(occurred_at)) AS day, count(*) AS events
    FROM events WHERE occurred_at IS NOT NULL GROUP BY 1 ORDER BY 1`);
  const [named] = await engine.query<{ accounts: number }>(
    "SELECT count(*) AS accounts FROM network_accounts",
  );
  const all = days.reduce((sum, { events }) => sum + events, 0);
  let before = 0;
  const middle = days.find(({ events }) => (before += events) * 2 >= all)?.day ?? 0;
  const kept = days.filter(({ day }) => Math.abs(day - middle) <= widestSpan / 2);
  return {
    first: kept[0]?.day ?? 0,
    last: kept.at(-1)?.day ?? 0,
    outside: all - kept.reduce((sum, { events }) => sum + events, 0),
    accounts: named?.accounts ?? 0,
  };
}

/**
 * Reads what accounts shared: objects of some kinds that at least two accounts shared; numbers them in the temporary table
 * `network_objects` (kind, object_id, object). Seconds count from the first day of the span. A share of an object by itself, as of an
 * original beside its reposts, is none.
 *
 * @param engine holds `events`, `event_objects` and `network_accounts`
 */
export async function readShares(
  engine: Engine,
  { first, last, accounts }: Span & { readonly accounts: number },
  kinds: readonly string[],
): Promise<Shares> {
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE network_shares AS
    SELECT o.kind, o.object_id, u.account,
      CAST(@secs(TIMESTAMP '1970-01-01 00:00:00', e.occurred_at) - ${first} * 86400 AS INTEGER) AS at
    FROM event_objects o
    JOIN events e ON e.event_id = o.event_id
    JOIN network_accounts u ON u.account_id = e.account_id
    WHERE o.kind IN (${sqlList(kinds)}) AND o.object_id IS NOT NULL AND o.object_id <> o.event_id
      AND @days_between(DATE '1970-01-01', @day(e.occurred_at)) BETWEEN ${first} AND ${last};
    CREATE OR REPLACE TEMP TABLE network_objects AS
    SELECT kind, object_id, CAST(row_number() OVER (ORDER BY kind, object_id) - 1 AS INTEGER) AS object
    FROM (
      SELECT kind, object_id FROM network_shares GROUP BY kind, object_id HAVING min(account) <> max(account)
    ) AS shared`);
  const none = new Int32Array(0);
  const [object, account, at] = await engine.integers(`
    SELECT DISTINCT o.object, s.account, s.at
    FROM network_shares s JOIN network_objects o ON o.kind = s.kind AND o.object_id = s.object_id
    ORDER BY 1, 3, 2`);
  const [counts] = await engine.query<{ objects: number }>("SELECT count(*) AS objects FROM network_objects");
  return {
    accounts,
    objects: counts?.objects ?? 0,
    object: object ?? none,
    account: account ?? none,
    at: at ?? none,
  };
}
