SELECT
  @day(@trunc('month', h.hit_at)) AS day,
  h.rule_id AS rule,
  h.version AS version,
  coalesce(j.stratum, '') AS stratum,
  @count_if(l.label IN ('true_positive', 'false_positive', 'novel')) AS reviewed,
  @count_if(l.label = 'true_positive') AS true_positives,
  sum(@micro(@ratio(1, j.inclusion_prob))) AS weight_micro,
  sum(@micro(@ratio(1, j.inclusion_prob) * @ratio(1, j.inclusion_prob))) AS weight_squared_micro
FROM review_jobs j
JOIN job_labels l ON l.job_id = j.job_id
JOIN rule_hits h ON h.hit_id = j.hit_id
WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND j.inclusion_prob > 0
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
