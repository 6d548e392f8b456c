import type { MetricQuery } from "../definition.js";

/**
 * One label for each job that was decided: that of most decisions; a tie is uncertain. `first_label` is what the first reviewer
 * said: gold items measure the errors of one reviewer, not of two who must agree.
 */
export const jobLabels: MetricQuery = {
  table: "job_labels",
  title: "One label for each reviewed job",
  reads: [{ table: "review_decisions", columns: ["job_id", "label", "decided_at", "decision_id"] }],
  keys: ["job_id"],
  sums: {},
  sql: `WITH votes AS (
  SELECT job_id, label, count(*) AS votes
  FROM review_decisions
  WHERE label IS NOT NULL
  GROUP BY job_id, label
),
ranked AS (
  SELECT job_id, label, votes, max(votes) OVER (PARTITION BY job_id) AS most
  FROM votes
),
majority AS (
  SELECT job_id, CASE WHEN count(*) = 1 THEN min(label) ELSE 'uncertain' END AS label
  FROM ranked
  WHERE votes = most
  GROUP BY job_id
),
ordered AS (
  SELECT
    job_id,
    label,
    row_number() OVER (
      PARTITION BY job_id ORDER BY CASE WHEN decided_at IS NULL THEN 1 ELSE 0 END, decided_at, decision_id
    ) AS place
  FROM review_decisions
  WHERE label IS NOT NULL
)
SELECT m.job_id AS job_id, m.label AS label, o.label AS first_label
FROM majority m
JOIN ordered o ON o.job_id = m.job_id AND o.place = 1
ORDER BY job_id`,
};
