import { printSql } from "../../../src/lib/predicate/index.js";
import { ageGroup } from "../../rules/age-group.js";
import type { RunningRule } from "../../rules/running.js";
import { flagName } from "./risk-features.js";

export interface RiskRowsOptions {
  /** SELECT of the features of accounts by hour, in which every feature of `features` and of the rules' conditions is named. */
  readonly accounts: string;
  readonly features: readonly string[];
  readonly flags: readonly RunningRule[];
}

/**
 * SELECT of the rows that risk models are trained on and score, features and flags as doubles (NULL where unknown). A labelled
 * account has a row as it was in its last active hour that was over when it was last judged (`is_example` 1); where nothing says when
 * it was judged, as it was last. Every account has a row as it was last (`is_latest` 1): this may be the same.
 */
export function riskRows({ accounts, features, flags }: RiskRowsOptions): string {
  const listed = features.map((feature) => `CAST(f."${feature}" AS DOUBLE) AS "${feature}"`);
  const hits = flags.map(
    ({ rule, period }) =>
      `CAST(CASE WHEN ${printSql(rule.when, period.params)} THEN 1 ELSE 0 END AS DOUBLE) AS "${flagName(rule.rule.id)}"`,
  );
  return `WITH judged AS (
  SELECT j.account_id, max(d.decided_at) AS judged_at
  FROM review_jobs j
  JOIN review_decisions d ON d.job_id = j.job_id
  WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND d.label IS NOT NULL
  GROUP BY j.account_id
),
labelled AS (
  SELECT l.account_id, l.violating, l.weight_micro, t.judged_at
  FROM account_labels l LEFT JOIN judged t ON t.account_id = l.account_id
  WHERE l.violating IS NOT NULL AND l.weight_micro > 0
),
hours AS (
  SELECT
    h.account_id,
    max(h.hour) AS latest,
    max(CASE WHEN l.account_id IS NOT NULL AND (l.judged_at IS NULL OR @add_s(h.hour, 3600) <= l.judged_at) THEN h.hour END) AS example
  FROM account_features h
  LEFT JOIN labelled l ON l.account_id = h.account_id
  GROUP BY h.account_id
),
chosen AS (
  SELECT account_id, latest AS hour, 1 AS is_latest, CASE WHEN latest = example THEN 1 ELSE 0 END AS is_example FROM hours
  UNION ALL
  SELECT account_id, example, 0, 1 FROM hours WHERE example < latest
)
SELECT
  ${[
    "f.account_id",
    "f.hour",
    "f.is_latest",
    "f.is_example",
    "CASE WHEN f.is_example = 1 THEN l.violating END AS violating",
    "CASE WHEN f.is_example = 1 THEN l.weight_micro END AS weight_micro",
    "CASE WHEN f.is_example = 1 THEN l.judged_at END AS judged_at",
    "coalesce(a.country, '') AS country",
    "coalesce(a.lang, '') AS lang",
    `${ageGroup("a.created_at", "f.hour")} AS age`,
    ...listed,
    ...flags.map(({ rule }) => `f."${flagName(rule.rule.id)}"`),
  ].join(",\n  ")}
FROM (
  SELECT ${["*", ...hits].join(",\n    ")}
  FROM (
    SELECT h.*, c.is_latest, c.is_example
    FROM chosen c JOIN (${accounts}) AS h ON h.account_id = c.account_id AND h.hour = c.hour
  ) AS kept
) AS f
JOIN accounts a ON a.account_id = f.account_id
LEFT JOIN labelled l ON l.account_id = f.account_id
ORDER BY f.account_id, f.hour`;
}

/** The same without rows, for a source that has no labels. */
export function noRiskRows(): string {
  return `SELECT
  CAST(NULL AS VARCHAR) AS account_id,
  CAST(NULL AS TIMESTAMP) AS hour,
  0 AS is_latest,
  0 AS is_example,
  CAST(NULL AS INTEGER) AS violating,
  CAST(NULL AS BIGINT) AS weight_micro,
  CAST(NULL AS TIMESTAMP) AS judged_at,
  '' AS country,
  '' AS lang,
  '' AS age
WHERE 1 = 0`;
}
