WITH votes AS (
  SELECT job_id, label, count(*) AS votes
  FROM review_decisions
  GROUP BY 1, 2
),
ranked AS (
  SELECT
    job_id, label, votes,
    max(votes) OVER (PARTITION BY job_id) AS most
  FROM votes
)
SELECT
  job_id,
  CASE WHEN count(*) = 1 THEN min(label) ELSE 'uncertain' END AS label
FROM ranked
WHERE votes = most
GROUP BY 1
