import { countOf, timeOfHour, unknownCount, windowCounts, type CountsOptions } from "./window-counts.js";

/**
 * SELECT of one row for each account and hour in which it was active, from events up to that hour's end: nothing later bears on it.
 * Hours in which it was reported and did nothing count in its windows, and have no row.
 */
export function selectAccountFeatures(options: Omit<CountsOptions, "until">): string {
  const { select, countSql } = windowCounts({ ...options, until: "own hour" });
  return rows(options.columns, countSql, select, "h.active");
}

/**
 * SELECT of one row for each account of a source that does not say what accounts do: at the hour in which the account was made, else
 * of the day that the data describe. Counts are unknown. An account of which neither is known has no row.
 *
 * @param asOf `YYYY-MM-DD`
 */
export function selectProfileFeatures(columns: readonly string[], asOf: string | null): string {
  const day = asOf === null ? "CAST(NULL AS TIMESTAMP)" : `TIMESTAMP '${asOf} 00:00:00'`;
  const hours = `SELECT number, @idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', @hour(coalesce(created_at, ${day}))), 3600) AS n
  FROM account_profiles`;
  return rows(columns, () => unknownCount, hours, "h.n IS NOT NULL");
}

function rows(
  columns: readonly string[],
  countSql: (feature: string) => string,
  hours: string,
  condition: string,
): string {
  const listed = columns.map(
    (column) => `${countOf(column) ? countSql(column) : fact(column)} AS "${column}"`,
  );
  return `SELECT
  ${["a.account_id", `${timeOfHour("h.n")} AS hour`, ...listed].join(",\n  ")}
FROM (
  ${hours}
) AS h
JOIN account_profiles a ON a.number = h.number
WHERE ${condition}`;
}

function fact(feature: string): string {
  if (feature === "account_age_hours") return `@f64(@secs(a.created_at, ${timeOfHour("h.n")})) / 3600 + 1`;
  return accountFact(feature, `a.signed_up_at < ${timeOfHour("h.n + 1")}`);
}

/**
 * SQL of what is known of an account whatever it does, of `account_profiles` as `a`.
 *
 * @param signedUp condition that the account had signed up: until then nothing is known of its signup
 */
export function accountFact(feature: string, signedUp: string): string {
  return feature.startsWith("signup") ? `CASE WHEN ${signedUp} THEN a."${feature}" END` : `a."${feature}"`;
}
