WITH links AS (
  SELECT j.job_id AS job_id, min(r.action_id) AS action_id
  FROM review_jobs j
  JOIN action_rules r ON r.hit_id = j.hit_id
  WHERE j.sample_design = 'audit'
  GROUP BY 1
)
SELECT
  f.day AS day, f.policy AS policy, f.auto AS auto,
  @count_if(l.label IN ('true_positive', 'false_positive', 'novel')) AS reviewed,
  @count_if(l.label = 'false_positive') AS overturned,
  @count_if(l.label = 'uncertain') AS uncertain
FROM links k
JOIN job_labels l ON l.job_id = k.job_id
JOIN action_facts f ON f.action_id = k.action_id
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
