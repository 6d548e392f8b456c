import { printSql } from "../../../src/lib/predicate/index.js";
import { spanShares } from "../../../src/lib/risk/spans.js";
import { ageGroup } from "../../rules/age-group.js";
import { flagName, type RiskColumns } from "./risk-features.js";

/** Days before the last active hour of all accounts within which an account must have been active to be scored. */
export const recentDays = 28;

/** Accounts that are scored at most, those that were active last. */
export const mostScored = 200_000;

/** Which labelled accounts are read. */
export interface ExampleOptions {
  /** Rows at most, a random sample that stays the same; null for all. */
  readonly most?: number | null;
  /** Moment before which judgements must lie to count, `YYYY-MM-DD HH:MM:SS`; null for all judgements. */
  readonly before?: string | null;
}

/**
 * What reviewers found of each account in each span of time, and the hour that it is seen at. A span's labels are those of its own
 * judgements, and what these stand for: taken by the last judgement of all, an account that goes on being judged, as one that rules wrongly
 * hit and nobody locks, would be missing from every time but the last.
 */
function labelledHours(before: string | null): string {
  const cut = (share: number, index: number): string =>
    `max(CASE WHEN place = @i64(floor(total * ${share})) + 1 THEN judged_at END) AS cut_${index + 1}`;
  return `WITH timed AS (
  SELECT job_id, max(decided_at) AS judged_at FROM review_decisions WHERE label IS NOT NULL GROUP BY job_id
),
judged AS (
  SELECT j.job_id, j.account_id, j.label, j.weight_micro, j.factor, t.judged_at
  FROM judged_jobs j LEFT JOIN timed t ON t.job_id = j.job_id${before === null ? "" : `\n  WHERE t.judged_at < TIMESTAMP '${before}'`}
),
cuts AS (
  SELECT ${spanShares.map(cut).join(", ")}
  FROM (
    SELECT judged_at, row_number() OVER (ORDER BY judged_at, job_id) AS place, count(*) OVER () AS total
    FROM judged WHERE judged_at IS NOT NULL
  ) AS placed
),
spans AS (
  SELECT account_id, span, max(judged_at) AS judged_at,
    @count_if(label IN ('true_positive', 'novel')) AS violating,
    @count_if(label = 'false_positive') AS sound,
    @micro(@f64(@i64(sum(weight_micro))) / 1000000 * max(factor)) AS weight_micro
  FROM (
    SELECT j.*, CASE ${spanShares.map((_, index) => `WHEN judged_at >= cut_${spanShares.length - index} THEN ${spanShares.length - index}`).join(" ")} ELSE 0 END AS span
    FROM judged j CROSS JOIN cuts
  ) AS spanned
  GROUP BY account_id, span
),
labelled AS (
  SELECT account_id, span, judged_at, CASE WHEN violating > sound THEN 1 ELSE 0 END AS violating, weight_micro
  FROM spans WHERE violating <> sound AND weight_micro > 0
),
hours AS (
  SELECT h.account_id, l.span, max(h.hour) AS hour
  FROM account_features h JOIN labelled l ON l.account_id = h.account_id
  WHERE l.judged_at IS NULL OR @add_s(h.hour, 3600) <= l.judged_at
  GROUP BY h.account_id, l.span
)`;
}

/**
 * SELECT of `labelled`, the labelled accounts; `active`, those of them that had done something when they were judged; and `examples`,
 * the rows that these make.
 */
export function labelledCounts({ before = null }: ExampleOptions = {}): string {
  return `${labelledHours(before)}
SELECT (SELECT count(DISTINCT account_id) FROM labelled) AS labelled,
  (SELECT count(DISTINCT account_id) FROM hours) AS active,
  (SELECT count(*) FROM hours) AS examples`;
}

/**
 * SELECT of what risk models are trained on: a row for each labelled account and span of time in which it was judged, as it was in its
 * last active hour that was over when it was last judged in that span; where nothing says when it was judged, as it was last. Features and
 * flags are doubles, NULL where unknown.
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
    "d.span",
    "f.hour",
    "l.violating",
    "d.weight_micro",
    "l.judged_at",
    "coalesce(a.country, '') AS country",
    "coalesce(a.lang, '') AS lang",
    `${ageGroup("a.created_at", "f.hour")} AS age`,
    ...namesOf(columns).map((name) => `f."${name}"`),
  ].join(",\n  ")}
FROM drawn d
JOIN (${flagged(rowsAt("SELECT DISTINCT account_id, hour FROM drawn"), columns)}) AS f ON f.account_id = d.account_id AND f.hour = d.hour
JOIN accounts a ON a.account_id = d.account_id
JOIN labelled l ON l.account_id = d.account_id AND l.span = d.span
ORDER BY f.account_id, d.span`;
}

/**
 * SELECT of what is scored: `account_id`, `hour`, then the features and flags of each account as it was in its last active hour, in no
 * order.
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
FROM (${flagged(rowsAt(chosen), columns)}) AS f`;
}

/**
 * SELECT of examples with their hours and weights. Of many, a priority sample (Duffield, Lund and Thorup 2007, Journal of the
 * ACM 54:32): the largest w ÷ u, u being drawn by a hash of the account, each standing for max(w, the largest of those left out). Those
 * that stand for many are all kept; sums of weights stay right on average.
 */
function drawn(most: number | null): string {
  const weighted = `SELECT h.account_id, h.span, h.hour, l.weight_micro FROM hours h JOIN labelled l ON l.account_id = h.account_id AND l.span = h.span`;
  if (most === null) return weighted;
  return `SELECT account_id, span, hour, CASE WHEN weight_micro > least_micro THEN weight_micro ELSE least_micro END AS weight_micro
  FROM (
    SELECT *, coalesce(@i64(floor(max(CASE WHEN place = ${most + 1} THEN priority END) OVER ())), 0) AS least_micro
    FROM (
      SELECT *, row_number() OVER (ORDER BY priority DESC, account_id, span) AS place
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
