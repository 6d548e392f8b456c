import { isTruePositive, unionOf, type ReportContext } from "./context.js";
import { inAnyMask, inMask } from "./masks.js";

/** The rule that a report is about. */
export interface ReportSubject {
  /** Its id: its own place among the running rules is left out of what it is compared with. */
  readonly rule: string;
  readonly policy: string;
}

/**
 * Queries of a report, in DuckDB's SQL. `totals` reads `accounts`, the others `hits`: a row for each account that the rule or
 * its running version matches, the columns of `rule_accounts` with `hits`, `matched` and `live_matched` beside them.
 */
export interface ReportQueries {
  readonly totals: string;
  readonly figures: string;
  readonly segments: string;
  readonly sample: string;
}

export function reportQueries(
  { rule, policy }: ReportSubject,
  context: ReportContext,
  tables: { readonly accounts: string; readonly hits: string },
): ReportQueries {
  const positive = isTruePositive(policy, context);
  const union = unionOf(context);
  const inUnion = inAnyMask(union);
  const others = inAnyMask(union.filter((place) => context.running[place]?.rule !== rule));
  const places = context.running.map((_, place) => place);
  return {
    totals: `SELECT count(*) AS accounts,
${[
  ...sums("positives", positive),
  ...sums("union_positives", `${positive} AND ${inUnion}`),
  ...places.map((place) => `count(*) FILTER (WHERE ${inMask(place)}) AS accounts_${place}`),
].join(",\n")}
FROM ${tables.accounts}`,
    figures: `SELECT post_stratum,
count(*) FILTER (WHERE matched) AS accounts,
coalesce(CAST(sum(hits) FILTER (WHERE matched) AS BIGINT), 0) AS hits,
count(*) FILTER (WHERE live_matched) AS live_accounts,
count(*) FILTER (WHERE matched AND live_matched) AS kept,
${[
  ...labels("hit", "matched", positive),
  ...labels("added", "matched AND NOT live_matched", positive),
  ...labels("removed", "live_matched AND NOT matched", positive),
  ...labels("unique", `matched AND NOT ${others}`, positive),
  `count(*) FILTER (WHERE matched AND NOT ${others}) AS unique_accounts`,
  ...sums("reviewed", "matched AND violating IS NOT NULL"),
  ...sums("true", `matched AND ${positive}`),
  ...sums("violating", "matched AND violating = 1"),
  ...sums("union_true", `matched AND ${positive} AND ${inUnion}`),
  ...places.map((place) => `count(*) FILTER (WHERE matched AND ${inMask(place)}) AS both_${place}`),
].join(",\n")}
FROM ${tables.hits}
GROUP BY post_stratum ORDER BY post_stratum`,
    segments: `SELECT CASE WHEN grouping(country) = 0 THEN 'country' WHEN grouping(lang) = 0 THEN 'lang' ELSE 'age' END AS dimension,
coalesce(country, lang, age) AS value, count(*) AS accounts,
${[...sums("reviewed", "violating IS NOT NULL"), ...sums("wrong", `violating IS NOT NULL AND NOT ${positive}`)].join(",\n")}
FROM ${tables.hits} WHERE matched
GROUP BY GROUPING SETS ((country), (lang), (age))
HAVING count(*) FILTER (WHERE violating IS NOT NULL) > 0
ORDER BY dimension, value`,
    sample: `SELECT account_id, CAST(day AS VARCHAR) AS day, weight_micro > 0 AS decided, violating, ${positive} AS positive
FROM ${tables.hits} WHERE matched ORDER BY draw LIMIT 20`,
  };
}

/** How many, and the sums of their weights: what a weighted share needs of some accounts. */
function sums(name: string, condition: string): string[] {
  return [
    `count(*) FILTER (WHERE ${condition}) AS ${name}_n`,
    `coalesce(CAST(sum(weight_micro) FILTER (WHERE ${condition}) AS BIGINT), 0) AS ${name}_micro`,
    `coalesce(CAST(sum(weight_squared_milli) FILTER (WHERE ${condition}) AS BIGINT), 0) AS ${name}_squared`,
  ];
}

function labels(name: string, condition: string, positive: string): string[] {
  return [
    `count(*) FILTER (WHERE ${condition} AND ${positive}) AS ${name}_true_positives`,
    `count(*) FILTER (WHERE ${condition} AND violating = 0) AS ${name}_false_positives`,
    `count(*) FILTER (WHERE ${condition} AND violating = 1 AND NOT ${positive}) AS ${name}_novel`,
    `count(*) FILTER (WHERE ${condition} AND violating IS NULL AND weight_micro > 0) AS ${name}_uncertain`,
  ];
}
