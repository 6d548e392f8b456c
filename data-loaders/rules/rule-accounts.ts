import { printSql } from "../../src/lib/predicate/index.js";
import { bitsOfMask, maskColumn, masksFor } from "../../src/lib/rule/report/masks.js";
import { ageGroup } from "./age-group.js";
import type { Rule } from "./read-rules.js";
import { namesRisk, scoredFeatures } from "./risk-score.js";
import { runningRules } from "./running.js";

/** The columns that some rule about accounts names, in order. */
export function usedColumns(rules: readonly Rule[]): string[] {
  return [
    ...new Set(rules.filter(({ rule }) => rule.grain === "account").flatMap(({ columns }) => columns)),
  ].sort();
}

/**
 * SELECT of what the rule lab and backtests ask about: a row for each account, as its features were at the end of its last active
 * hour, with what reviewers found of it and the running rules that match that row as bit masks. `draw` is the account's place in a random
 * order that stays the same; `post_stratum` is 1 where the review of hits could reach it, 0 where a sample of accounts could, null
 * where nothing could.
 */
export function ruleAccounts(rules: readonly Rule[]): string {
  const running = runningRules(rules);
  const masks = Array.from({ length: masksFor(running.length) }, (_, mask) => {
    const bits = running
      .slice(mask * bitsOfMask, (mask + 1) * bitsOfMask)
      .map(
        ({ rule, period }, bit) =>
          `CASE WHEN ${printSql(rule.when, period.params)} THEN ${2 ** bit} ELSE 0 END`,
      );
    return `@i64(${bits.join("\n + ")}) AS ${maskColumn(mask)}`;
  });
  const kept = [...usedColumns(rules), ...masks.map((_, mask) => maskColumn(mask))];
  return `SELECT
  f.account_id AS account_id,
  @day(f.hour) AS day,
  row_number() OVER (ORDER BY @h60('lab:' || f.account_id), f.account_id) AS draw,
  coalesce(a.country, '') AS country,
  coalesce(a.lang, '') AS lang,
  ${ageGroup("a.created_at", "f.hour")} AS age,
  CASE
    WHEN r.account_id IS NOT NULL THEN 1
    WHEN l.account_id IS NOT NULL OR b.baseline > 0 THEN 0
  END AS post_stratum,
  l.violating AS violating,
  coalesce(l.ruled_out, 0) AS ruled_out,
  coalesce(l.weight_micro, 0) AS weight_micro,
  coalesce(l.weight_squared_milli, 0) AS weight_squared_milli${kept.map((column) => `,\n  f."${column}"`).join("")}
FROM (
  SELECT ${["*", ...masks].join(",\n  ")}
  FROM ${scoredFeatures(rules.some(namesRisk))} AS h
  WHERE (account_id, hour) IN (SELECT (account_id, max(hour)) FROM account_features GROUP BY account_id)
) f
JOIN accounts a ON a.account_id = f.account_id
LEFT JOIN account_labels l ON l.account_id = f.account_id
LEFT JOIN framed_accounts r ON r.account_id = f.account_id
CROSS JOIN (SELECT @count_if(sample_design = 'baseline') AS baseline FROM review_jobs) b
ORDER BY draw`;
}
