import type { MetricQuery } from "../definition.js";

/** One label for each job that was decided: that of most decisions; a tie is uncertain. */
export const jobLabels: MetricQuery = {
  table: "job_labels",
  title: "One label for each reviewed job",
  reads: [{ table: "review_decisions", columns: ["job_id", "label"] }],
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
)
SELECT job_id, CASE WHEN count(*) = 1 THEN min(label) ELSE 'uncertain' END AS label
FROM ranked
WHERE votes = most
GROUP BY job_id
ORDER BY job_id`,
};
