import { isTruePositive, type ReportContext } from "./context.js";
import type { ReportTables } from "./pack.js";

/** The rule that a report is about. */
export interface ReportSubject {
  /** Its id: its own place among the running rules is left out of what it is compared with. */
  readonly rule: string;
  readonly policy: string;
}

/**
 * Queries of a report, in DuckDB's SQL. `hits` has a row for each account that the rule or its running version matches: draw, day,
 * kind, segment, weight_micro, weight_squared_milli, hits, matched, live_matched.
 */
export interface ReportQueries {
  /** What kinds there are, and how many accounts of each: the same for every rule. */
  readonly kinds: string;
  readonly totals: string;
  readonly figures: string;
  readonly segments: string;
  readonly sample: string;
}

export function reportQueries(
  { policy }: Pick<ReportSubject, "policy">,
  context: Pick<ReportContext, "policyBits">,
  { accounts, kinds, segments, hits }: ReportTables & { readonly hits: string },
): ReportQueries {
  const positive = isTruePositive(policy, context);
  const reviewed = "violating IS NOT NULL";
  return {
    kinds: `SELECT * FROM ${kinds} ORDER BY kind`,
    totals: `SELECT kind, count(*) AS accounts, ${weights()} FROM ${accounts} GROUP BY kind`,
    figures: `SELECT kind, matched, live_matched, count(*) AS accounts, ${integerSum("hits")} AS hits, ${weights()}
FROM ${hits} GROUP BY kind, matched, live_matched`,
    segments: `SELECT CASE WHEN grouping(country) = 0 THEN 'country' WHEN grouping(lang) = 0 THEN 'lang' ELSE 'age' END AS dimension,
coalesce(country, lang, age) AS value, ${integerSum("accounts")} AS accounts,
${[...sums("reviewed", reviewed), ...sums("wrong", `${reviewed} AND NOT ${positive}`)].join(",\n")}
FROM (SELECT segment, kind, count(*) AS accounts, ${weights()} FROM ${hits} WHERE matched GROUP BY segment, kind) AS h
JOIN ${segments} USING (segment) JOIN ${kinds} USING (kind)
GROUP BY GROUPING SETS ((country), (lang), (age))
HAVING coalesce(sum(accounts) FILTER (WHERE ${reviewed}), 0) > 0
ORDER BY dimension, value`,
    sample: `SELECT a.account_id AS account_id, CAST(h.day AS VARCHAR) AS day, k.decided AS decided, k.violating AS violating, ${positive} AS positive
FROM (SELECT draw, day, kind FROM ${hits} WHERE matched ORDER BY draw LIMIT 20) AS h
JOIN ${kinds} AS k USING (kind) JOIN ${accounts} AS a USING (draw)
ORDER BY h.draw`,
  };
}

function integerSum(column: string, condition?: string): string {
  const sum = `sum(${column})${condition === undefined ? "" : ` FILTER (WHERE ${condition})`}`;
  return `CAST(coalesce(${sum}, 0) AS BIGINT)`;
}

function weights(): string {
  return `${integerSum("weight_micro")} AS weight_micro, ${integerSum("weight_squared_milli")} AS weight_squared_milli`;
}

/** How many, and the sums of their weights: what a weighted share needs of some accounts. */
function sums(name: string, condition: string): string[] {
  return [
    `${integerSum("accounts", condition)} AS ${name}_n`,
    `${integerSum("weight_micro", condition)} AS ${name}_micro`,
    `${integerSum("weight_squared_milli", condition)} AS ${name}_squared`,
  ];
}
