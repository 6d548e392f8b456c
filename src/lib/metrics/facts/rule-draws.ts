import { reviewWindowDays } from "./review-window.js";
import type { MetricQuery } from "../definition.js";

/**
 * One row for each job of a probability sample and rule that it tells of. A job about one hit tells of that hit's rule, in
 * the job's own stratum. A job of a run that drew accounts (it names its run, and no hit) tells of every rule that hit the account in the
 * days before: of the last hit in each month, in the stratum `rule_quality`, `<rule>:<month>` of that rule, once; months of which a hit
 * was drawn itself are left to that draw. `run_at` is when the run began: runs without a name come first.
 */
export const ruleDraws: MetricQuery = {
  table: "rule_draws",
  title: "Jobs by the rules that they tell of",
  reads: [
    {
      table: "review_jobs",
      columns: [
        "job_id",
        "queue",
        "account_id",
        "hit_id",
        "run_id",
        "enqueued_at",
        "sample_design",
        "stratum",
        "inclusion_prob",
      ],
    },
    { table: "rule_hits", columns: ["hit_id", "rule_id", "version", "account_id", "hit_at"] },
    { table: "job_labels" },
  ],
  keys: ["job_id", "rule"],
  sums: {},
  sql: `WITH jobs AS (
  SELECT
    job_id, account_id, hit_id, run_id, enqueued_at, inclusion_prob,
    coalesce(queue, '') AS queue, coalesce(stratum, '') AS stratum, coalesce(run_id, '') AS run,
    CASE WHEN run_id IS NULL THEN TIMESTAMP '1970-01-01 00:00:00'
      ELSE coalesce(min(enqueued_at) OVER (PARTITION BY run_id), TIMESTAMP '1970-01-01 00:00:00') END AS run_at
  FROM review_jobs
  WHERE sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND inclusion_prob > 0
),
hit_draws AS (
  SELECT
    j.job_id, h.rule_id AS rule, h.version, @day(@trunc('month', h.hit_at)) AS day, h.account_id,
    j.queue, j.stratum, j.run, j.run_at, j.inclusion_prob
  FROM jobs j
  JOIN rule_hits h ON h.hit_id = j.hit_id
),
reached AS (
  SELECT
    j.job_id, j.enqueued_at, h.rule_id AS rule, h.version, @day(@trunc('month', h.hit_at)) AS day, j.account_id,
    j.run, j.run_at, j.inclusion_prob,
    row_number() OVER (
      PARTITION BY j.job_id, h.rule_id, @day(@trunc('month', h.hit_at)) ORDER BY h.hit_at DESC, h.version DESC
    ) AS place
  FROM jobs j
  JOIN rule_hits h ON h.account_id = j.account_id
    AND h.hit_at <= j.enqueued_at AND h.hit_at > @add_s(j.enqueued_at, ${-reviewWindowDays * 86400})
  WHERE j.hit_id IS NULL AND j.run_id IS NOT NULL
),
account_draws AS (
  SELECT
    r.*,
    row_number() OVER (PARTITION BY r.account_id, r.rule, r.day ORDER BY r.enqueued_at, r.job_id) AS turn
  FROM reached r
  LEFT JOIN (SELECT DISTINCT account_id, rule, day FROM hit_draws) d
    ON d.account_id = r.account_id AND d.rule = r.rule AND d.day = r.day
  WHERE r.place = 1 AND d.rule IS NULL
),
draws AS (
  SELECT job_id, rule, version, day, queue, stratum, run, run_at, inclusion_prob FROM hit_draws
  UNION ALL
  SELECT
    job_id, rule, version, day, 'rule_quality', rule || ':' || @sub(@date_text(day), 1, 7), run, run_at, inclusion_prob
  FROM account_draws
  WHERE turn = 1
)
SELECT
  d.job_id AS job_id, d.rule AS rule, d.version AS version, d.day AS day, d.queue AS queue, d.stratum AS stratum,
  d.run AS run, d.run_at AS run_at, d.inclusion_prob AS inclusion_prob, l.label AS label, l.first_label AS first_label
FROM draws d
LEFT JOIN job_labels l ON l.job_id = d.job_id
ORDER BY job_id, rule, day`,
};
