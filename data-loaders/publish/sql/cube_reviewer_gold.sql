SELECT
  @day(@trunc('month', d.decided_at)) AS day,
  @count_if(j.gold_label = 'true_positive') AS positives,
  @count_if(j.gold_label = 'true_positive' AND d.label = 'true_positive') AS positives_found,
  @count_if(j.gold_label = 'false_positive') AS negatives,
  @count_if(j.gold_label = 'false_positive' AND d.label <> 'true_positive') AS negatives_found
FROM review_decisions d
JOIN review_jobs j ON j.job_id = d.job_id
WHERE j.gold_label IS NOT NULL AND d.label <> 'uncertain'
GROUP BY 1
ORDER BY 1
