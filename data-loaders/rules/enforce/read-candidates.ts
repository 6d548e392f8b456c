import type { Candidate } from "../../../src/lib/rule/enforce/index.js";
import type { Engine } from "../../engine/engine.js";
import { sqlList } from "../../engine/sql-list.js";

/** Tables of the warehouse, by name. */
export async function tablesOf(engine: Engine): Promise<Set<string>> {
  const rows = await engine.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main'",
  );
  return new Set(rows.map(({ name }) => name));
}

/** A time of the warehouse as an ISO time. */
export function isoOf(time: string): string {
  return new Date(`${time.replace(" ", "T")}Z`).toISOString();
}

/** An ISO time as the warehouse has it. */
export function timestampOf(iso: string): string {
  return iso.replace("T", " ").replace("Z", "");
}

/**
 * The end of the data, as the warehouse has it: the last hour that features are known of, or the last hit.
 *
 * @returns null where there is neither
 */
export async function endOfHits(engine: Engine, tables: ReadonlySet<string>): Promise<string | null> {
  const ends = [
    ...(tables.has("evaluated_hits") ? ["SELECT max(hit_at) AS moment FROM evaluated_hits"] : []),
    ...(tables.has("account_features")
      ? ["SELECT @add_s(max(hour), 3599) AS moment FROM account_features"]
      : []),
  ];
  if (ends.length === 0) return null;
  const [row] = await engine.query<{ moment: string | null }>(
    `SELECT max(moment) AS moment FROM (${ends.join(" UNION ALL ")}) AS ends`,
  );
  return row?.moment ?? null;
}

/** Accounts with an active hour in the 28 days up to a time; null where features are not known. */
export async function activeAccounts(
  engine: Engine,
  tables: ReadonlySet<string>,
  until: string | null,
): Promise<number | null> {
  if (!tables.has("account_features") || until === null) return null;
  const [row] = await engine.query<{ accounts: number }>(
    "SELECT count(DISTINCT account_id) AS accounts FROM account_features WHERE hour <= CAST($1 AS TIMESTAMP) AND hour > @add_s(CAST($1 AS TIMESTAMP), -2419200)",
    [until],
  );
  return row?.accounts ?? null;
}

/** Accounts that no action may touch, by id; null where the source does not say. */
export async function protectedAccounts(
  engine: Engine,
  tables: ReadonlySet<string>,
): Promise<ReadonlySet<string> | null> {
  if (!tables.has("protected_accounts")) return null;
  const { account_id = [] } = await engine.columns("SELECT account_id FROM protected_accounts");
  return new Set(account_id.map(String));
}

interface CandidateRow {
  readonly rule_id: string;
  readonly version: number;
  readonly account_id: string;
  readonly event_id: string | null;
  readonly hits: number;
  readonly first_hit: string;
  readonly last_hit: string;
  readonly held_out: boolean;
}

/**
 * Hits of rules in the states `limited` and `enforce`, one candidate for each version of a rule and account, or event where the rule
 * removes content.
 *
 * @param window as the warehouse has times; hits later than `since`, up to `until`
 * @param removing ids of the rules that remove content
 */
export async function readCandidates(
  engine: Engine,
  window: { readonly since: string; readonly until: string },
  removing: readonly string[],
  untouchable: ReadonlySet<string>,
): Promise<Candidate[]> {
  const columns = await engine.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'main' AND table_name = 'evaluated_hits'",
  );
  const hasEvents = columns.some(({ name }) => name === "event_id");
  const removed = sqlList(removing);
  const event =
    hasEvents && removing.length > 0
      ? `CASE WHEN rule_id IN (${removed}) THEN event_id END`
      : "CAST(NULL AS VARCHAR)";
  const rows = await engine.query<CandidateRow>(
    `WITH acting AS (
      SELECT rule_id, version, account_id, ${event} AS event_id, hit_at, held_out
      FROM evaluated_hits
      WHERE state IN ('limited', 'enforce') AND hit_at > CAST($1 AS TIMESTAMP) AND hit_at <= CAST($2 AS TIMESTAMP)
    )
    SELECT rule_id, version, account_id, event_id,
      count(*) AS hits, min(hit_at) AS first_hit, max(hit_at) AS last_hit, @count_if(held_out) > 0 AS held_out
    FROM acting
    GROUP BY rule_id, version, account_id, event_id
    ORDER BY rule_id, version, account_id, event_id`,
    [window.since, window.until],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    eventId: row.event_id,
    ruleId: row.rule_id,
    version: row.version,
    hits: row.hits,
    firstHit: isoOf(row.first_hit),
    lastHit: isoOf(row.last_hit),
    heldOut: row.held_out,
    isProtected: untouchable.has(row.account_id),
  }));
}
