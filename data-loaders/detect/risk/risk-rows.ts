import { printSql } from "../../../src/lib/predicate/index.js";
import { ageGroup } from "../../rules/age-group.js";
import type { RunningRule } from "../../rules/running.js";
import { flagName } from "./risk-features.js";

/** What rows of `account_features` say to a risk model. */
export interface RiskColumns {
  /** Columns of `account_features`. */
  readonly features: readonly string[];
  readonly flags: readonly RunningRule[];
}

/** Days before the last active hour of all accounts within which an account must have been active to be scored. */
export const recentDays = 28;

/** Accounts that are scored at most, those that were active last. */
export const mostScored = 200_000;

/** Labelled accounts, and the hour that each is seen at. */
const labelledHours = `WITH judged AS (
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
  SELECT h.account_id, max(h.hour) AS hour
  FROM account_features h JOIN labelled l ON l.account_id = h.account_id
  WHERE l.judged_at IS NULL OR @add_s(h.hour, 3600) <= l.judged_at
  GROUP BY h.account_id
)`;

/** SELECT of `labelled`, the labelled accounts, and `active`, those of them that had done something when they were judged. */
export const labelledCounts = `${labelledHours}
SELECT (SELECT count(*) FROM labelled) AS labelled, (SELECT count(*) FROM hours) AS active`;

/**
 * SELECT of what risk models are trained on: a row for each labelled account as it was in its last active hour that was over when it
 * was last judged; where nothing says when it was judged, as it was last. Features and flags are doubles, NULL where unknown.
 *
 * @param most accounts at most: those that come first in a random order that stays the same; null for all
 */
export function exampleRows(columns: RiskColumns, most: number | null = null): string {
  const chosen =
    most === null
      ? "SELECT account_id, hour FROM hours"
      : `SELECT account_id, hour FROM (
    SELECT account_id, hour, row_number() OVER (ORDER BY @h60('risk:' || account_id), account_id) AS draw FROM hours
  ) AS drawn WHERE draw <= ${most}`;
  return `${labelledHours}
SELECT
  ${[
    "f.account_id",
    "f.hour",
    "l.violating",
    "l.weight_micro",
    "l.judged_at",
    "coalesce(a.country, '') AS country",
    "coalesce(a.lang, '') AS lang",
    `${ageGroup("a.created_at", "f.hour")} AS age`,
    ...namesOf(columns).map((name) => `f."${name}"`),
  ].join(",\n  ")}
FROM (${flagged(chosen, columns)}) AS f
JOIN accounts a ON a.account_id = f.account_id
JOIN labelled l ON l.account_id = f.account_id
ORDER BY f.account_id`;
}

/**
 * SELECT of what is scored: `account_id`, `hour`, then the features and flags of each account as it was in its last active hour.
 *
 * @param recent whether only accounts that were active in the last `recentDays` are: where events say when they were
 */
export function latestRows(columns: RiskColumns, recent: boolean): string {
  const since = recent
    ? ` WHERE hour >= (SELECT @add_s(max(hour), -${recentDays * 86_400}) FROM account_features)`
    : "";
  const chosen = `SELECT account_id, max(hour) AS hour FROM account_features${since}
    GROUP BY account_id ORDER BY hour DESC, account_id LIMIT ${mostScored}`;
  return `SELECT ${["account_id", "hour", ...namesOf(columns).map((name) => `"${name}"`)].join(", ")}
FROM (${flagged(chosen, columns)}) AS f
ORDER BY account_id`;
}

/** SELECT of features and flags of hours of accounts. */
export function flagged(chosen: string, { features, flags }: RiskColumns): string {
  const hits = flags.map(
    ({ rule, period }) =>
      `CAST(CASE WHEN ${printSql(rule.when, period.params)} THEN 1 ELSE 0 END AS DOUBLE) AS "${flagName(rule.rule.id)}"`,
  );
  const listed = features.map((feature) => `CAST("${feature}" AS DOUBLE) AS "${feature}"`);
  return `SELECT
    ${["account_id", "hour", ...listed, ...hits].join(",\n    ")}
  FROM (
    SELECT h.* FROM (${chosen}) AS c JOIN account_features h ON h.account_id = c.account_id AND h.hour = c.hour
  ) AS kept`;
}

/** Names of what a model may learn from, in order: features, then flags. */
export function namesOf({ features, flags }: RiskColumns): string[] {
  return [...features, ...flags.map(({ rule }) => flagName(rule.rule.id))];
}
