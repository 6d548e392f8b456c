import { maskColumn } from "./masks.js";

/** The tables that a report reads: one row for each account, and what many accounts share, once. */
export interface ReportTables {
  /** account_id, draw, day, kind, segment, weight_micro, weight_squared_milli, and a column for each feature. */
  readonly accounts: string;
  /** kind, post_stratum, violating, ruled_out, decided and the masks: accounts of one kind are the same to every rule's figures. */
  readonly kinds: string;
  /** segment, country, lang, age. */
  readonly segments: string;
}

/** Columns of `rule_accounts` that go into kinds and segments, or are no features. */
export const sharedColumns = ["country", "lang", "age", "post_stratum", "violating", "ruled_out"] as const;

/**
 * SELECTs, in DuckDB's SQL, that put the rows of `rule_accounts` into the tables that a report reads. Of a million accounts, some
 * hundred kinds are left, so that figures are sums over few numbers and a hit is five integers.
 *
 * @param from table with the columns of `rule_accounts`
 * @param masks how many mask columns it has
 * @param into names that the tables get: the SELECT of accounts reads the other two
 */
export function packAccounts(from: string, masks: number, into: ReportTables): ReportTables {
  const maskColumns = Array.from({ length: masks }, (_, mask) => maskColumn(mask));
  const kind = ["post_stratum", "violating", "ruled_out", "decided", ...maskColumns].join(", ");
  const same = (alias: string, columns: readonly string[]): string =>
    columns.map((column) => `f.${column} IS NOT DISTINCT FROM ${alias}.${column}`).join(" AND ");
  return {
    kinds: `SELECT CAST(row_number() OVER (ORDER BY ${kind}) AS INTEGER) AS kind, ${kind}
FROM (SELECT DISTINCT post_stratum, violating, ruled_out, weight_micro > 0 AS decided${maskColumns.map((column) => `, ${column}`).join("")} FROM ${from}) AS k
ORDER BY kind`,
    segments: `SELECT CAST(row_number() OVER (ORDER BY country, lang, age) AS INTEGER) AS segment, country, lang, age
FROM (SELECT DISTINCT country, lang, age FROM ${from}) AS s
ORDER BY segment`,
    accounts: `SELECT f.account_id, CAST(f.draw AS INTEGER) AS draw, f.day, k.kind, s.segment, f.weight_micro, f.weight_squared_milli,
f.* EXCLUDE (account_id, draw, day, weight_micro, weight_squared_milli, ${[...sharedColumns, ...maskColumns].join(", ")})
FROM ${from} AS f
JOIN ${into.segments} AS s ON ${same("s", ["country", "lang", "age"])}
JOIN ${into.kinds} AS k ON ${same("k", ["post_stratum", "violating", "ruled_out", ...maskColumns])} AND (f.weight_micro > 0) = k.decided
ORDER BY f.draw`,
  };
}
