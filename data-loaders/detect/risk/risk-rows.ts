import { printSql } from "../../../src/lib/predicate/index.js";
import { ageGroup } from "../../rules/age-group.js";
import { flagName, type RiskColumns } from "./risk-features.js";

/** Days before the last active hour of all accounts within which an account must have been active to be scored. */
export const recentDays = 28;

/** Accounts that are scored at most, those that were active last. */
export const mostScored = 200_000;

/** Which labelled accounts are read. */
export interface ExampleOptions {
  /** Accounts at most, a random sample that stays the same; null for all. */
  readonly most?: number | null;
  /** Moment before which all judgements of an account must lie, `YYYY-MM-DD HH:MM:SS`; null for all accounts. */
  readonly before?: string | null;
}

/** Labelled accounts, and the hour that each is seen at. */
function labelledHours(before: string | null): string {
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
  WHERE l.violating IS NOT NULL AND l.weight_micro > 0${before === null ? "" : ` AND t.judged_at < TIMESTAMP '${before}'`}
),
hours AS (
  SELECT h.account_id, max(h.hour) AS hour
  FROM account_features h JOIN labelled l ON l.account_id = h.account_id
  WHERE l.judged_at IS NULL OR @add_s(h.hour, 3600) <= l.judged_at
  GROUP BY h.account_id
)`;
}

/** SELECT of `labelled`, the labelled accounts, and `active`, those of them that had done something when they were judged. */
export function labelledCounts({ before = null }: ExampleOptions = {}): string {
  return `${labelledHours(before)}
SELECT (SELECT count(*) FROM labelled) AS labelled, (SELECT count(*) FROM hours) AS active`;
}

/**
 * SELECT of what risk models are trained on: a row for each labelled account as it was in its last active hour that was over when it
 * was last judged; where nothing says when it was judged, as it was last. Features and flags are doubles, NULL where unknown.
 */
export function exampleRows(
  columns: RiskColumns,
  { most = null, before = null }: ExampleOptions = {},
): string {
  return `${labelledHours(before)},
drawn AS (${drawn(most)})
SELECT
  ${[
    "f.account_id",
    "f.hour",
    "l.violating",
    "d.weight_micro",
    "l.judged_at",
    "coalesce(a.country, '') AS country",
    "coalesce(a.lang, '') AS lang",
    `${ageGroup("a.created_at", "f.hour")} AS age`,
    ...namesOf(columns).map((name) => `f."${name}"`),
  ].join(",\n  ")}
FROM (${flagged(rowsAt("SELECT account_id, hour FROM drawn"), columns)}) AS f
JOIN accounts a ON a.account_id = f.account_id
JOIN labelled l ON l.account_id = f.account_id
JOIN drawn d ON d.account_id = f.account_id
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
FROM (${flagged(rowsAt(chosen), columns)}) AS f
ORDER BY account_id`;
}

/**
 * SELECT of labelled accounts with their hours and weights. Of many, a priority sample (Duffield, Lund and Thorup 2007, Journal of the
 * ACM 54:32): the largest w ÷ u, u being drawn by a hash of the account, each standing for max(w, the largest of those left out). Accounts
 * that stand for many are all kept; sums of weights stay right on average.
 */
function drawn(most: number | null): string {
  const weighted = `SELECT h.account_id, h.hour, l.weight_micro FROM hours h JOIN labelled l ON l.account_id = h.account_id`;
  if (most === null) return weighted;
  return `SELECT account_id, hour, CASE WHEN weight_micro > least_micro THEN weight_micro ELSE least_micro END AS weight_micro
  FROM (
    SELECT *, coalesce(@i64(floor(max(CASE WHEN place = ${most + 1} THEN priority END) OVER ())), 0) AS least_micro
    FROM (
      SELECT *, row_number() OVER (ORDER BY priority DESC, account_id) AS place
      FROM (
        SELECT *, @f64(weight_micro) * 1152921504606846976 / (@f64(@h60('risk:' || account_id)) + 1) AS priority
        FROM (${weighted}) AS weighted
      ) AS prioritised
    ) AS ranked
  ) AS bounded
  WHERE place <= ${most}`;
}

/** SELECT of the rows of `account_features` of chosen accounts and hours. */
function rowsAt(chosen: string): string {
  return `SELECT h.* FROM (${chosen}) AS c JOIN account_features h ON h.account_id = c.account_id AND h.hour = c.hour`;
}

/** SELECT of features and flags, of a SELECT of rows of `account_features`. */
export function flagged(rows: string, { features, flags }: RiskColumns): string {
  const hits = flags.map(
    ({ rule, period }) =>
      `CAST(CASE WHEN ${printSql(rule.when, period.params)} THEN 1 ELSE 0 END AS DOUBLE) AS "${flagName(rule.rule.id)}"`,
  );
  const listed = features.map((feature) => `CAST("${feature}" AS DOUBLE) AS "${feature}"`);
  return `SELECT
    ${["account_id", "hour", ...listed, ...hits].join(",\n    ")}
  FROM (${rows}) AS kept`;
}

/** Names of what a model may learn from, in order: features, then flags. */
export function namesOf({ features, flags }: RiskColumns): string[] {
  return [...features, ...flags.map(({ rule }) => flagName(rule.rule.id))];
}
