import type { ReportRow } from "./kinds.js";
import type { ReportTables } from "./pack.js";

/** The rule that a report is about. */
export interface ReportSubject {
  /** Its id: its own place among the running rules is left out of what it is compared with. */
  readonly rule: string;
  readonly policy: string;
}

/** Tables of accounts, and `hits`: a row for each account that the rule or its running version matches; see `latestHits`. */
export interface HitTables extends ReportTables {
  /** draw, day, kind, segment, weight_micro, weight_squared_milli, hits, matched, live_matched. */
  readonly hits: string;
}

/** Queries of a report, in DuckDB's SQL: few and plain, because a slider asks them many times a second. */
export interface ReportQueries {
  /** What kinds and segments there are, and how many accounts of each kind: the same for every rule. */
  readonly kinds: string;
  readonly segments: string;
  readonly totals: string;
  /** Hits by kind and segment. */
  readonly figures: string;
  /** Twenty of the accounts hit, drawn at random. */
  readonly sample: string;
}

export function reportQueries({ accounts, kinds, segments, hits }: HitTables): ReportQueries {
  return {
    kinds: `SELECT * FROM ${kinds} ORDER BY kind`,
    segments: `SELECT segment, country, lang, age FROM ${segments} ORDER BY segment`,
    totals: `SELECT kind, count(*) AS accounts, ${weights} FROM ${accounts} GROUP BY kind`,
    figures: `SELECT kind, segment, matched, live_matched, count(*) AS accounts, CAST(sum(hits) AS BIGINT) AS hits, ${weights}
FROM ${hits} GROUP BY kind, segment, matched, live_matched`,
    sample: `SELECT draw, CAST(day AS VARCHAR) AS day, kind FROM ${hits} WHERE matched ORDER BY draw LIMIT 20`,
  };
}

/** Rows of the queries that read hits. */
export interface HitRows {
  readonly figures: readonly ReportRow[];
  readonly days: readonly ReportRow[];
  readonly sample: readonly ReportRow[];
}

/**
 * The queries that read hits as one statement, which makes the hits, too: each of its answers costs a way to the database and back.
 *
 * @param select the SELECT of hits
 * @param days query of hits by day
 */
export function hitQuery(tables: HitTables, select: string, days: string): string {
  const { figures, sample } = reportQueries(tables);
  return `WITH ${tables.hits} AS MATERIALIZED (${select})
${[figures, days, sample].map((query, part) => `SELECT ${part} AS part, * FROM (${query})`).join("\nUNION ALL BY NAME\n")}`;
}

/** The rows of `hitQuery` as those of its queries, each in its order. */
export function hitRows(rows: readonly ReportRow[]): HitRows {
  const part = (wanted: number): ReportRow[] => rows.filter((row) => Number(row["part"]) === wanted);
  return {
    figures: part(0),
    days: part(1).toSorted((a, b) => (String(a["day"]) < String(b["day"]) ? -1 : 1)),
    sample: part(2).toSorted((a, b) => Number(a["draw"]) - Number(b["draw"])),
  };
}

const weights =
  "CAST(sum(weight_micro) AS BIGINT) AS weight_micro, CAST(sum(weight_squared_milli) AS BIGINT) AS weight_squared_milli";

/** Query of the accounts at some places of the random order. */
export function accountsDrawn(accounts: string, draws: readonly number[]): string {
  const [first, last] = [Math.min(...draws), Math.max(...draws)];
  return draws.length === 0
    ? `SELECT draw, account_id FROM ${accounts} WHERE FALSE`
    : `SELECT draw, account_id FROM ${accounts} WHERE draw BETWEEN ${first} AND ${last} AND draw IN (${draws.join(", ")})`;
}
