import type { MetricQuery } from "../definition.js";

/**
 * Decisions by what the first reviewer of a job said: who is asked a second time depends on it. Rows without a label count jobs
 * by their number of decisions, the others ordered pairs of two decisions of one job. Gold items are left out.
 */
export const reviewAgreementQuery: MetricQuery = {
  table: "metric_review_agreement",
  title: "Agreement of reviewers",
  reads: [
    { table: "review_jobs", columns: ["job_id", "queue", "sample_design"] },
    { table: "review_decisions", columns: ["decision_id", "job_id", "label"] },
    { table: "job_labels" },
  ],
  keys: ["queue", "first_label", "label", "other", "decisions"],
  sums: {
    jobs: "decided jobs, in rows without a label",
    conflicts: "of these, those whose decisions differ",
    uncertain: "of these, those with no label agreed on",
    pairs: "ordered pairs of decisions of one job with these two labels",
  },
  sql: `WITH given AS (
  SELECT
    d.job_id, d.decision_id, d.label, coalesce(j.queue, '') AS queue, l.first_label, l.label AS agreed,
    count(*) OVER (PARTITION BY d.job_id) AS decisions
  FROM review_decisions d
  JOIN review_jobs j ON j.job_id = d.job_id
  JOIN job_labels l ON l.job_id = d.job_id
  WHERE d.label IS NOT NULL AND j.sample_design <> 'gold'
),
jobs AS (
  SELECT
    job_id, queue, first_label, decisions,
    CASE WHEN min(label) <> max(label) THEN 1 ELSE 0 END AS conflict,
    CASE WHEN agreed = 'uncertain' THEN 1 ELSE 0 END AS uncertain
  FROM given
  GROUP BY job_id, queue, first_label, decisions, agreed
)
SELECT
  queue, first_label, '' AS label, '' AS other, decisions,
  count(*) AS jobs, sum(conflict) AS conflicts, sum(uncertain) AS uncertain, 0 AS pairs
FROM jobs
GROUP BY queue, first_label, decisions
UNION ALL
SELECT
  a.queue, a.first_label, a.label, b.label, a.decisions,
  0, 0, 0, count(*)
FROM given a
JOIN given b ON b.job_id = a.job_id AND b.decision_id <> a.decision_id
GROUP BY a.queue, a.first_label, a.label, b.label, a.decisions
ORDER BY queue, first_label, label, other, decisions`,
};
