WITH samples AS (
  SELECT
    s.sampled_on AS day,
    coalesce(e.surface, '') AS surface,
    s.label AS label,
    CAST(round(@ratio(s.views, s.inclusion_prob)) AS BIGINT) AS weight
  FROM prevalence_samples s
  LEFT JOIN events e ON e.event_id = s.event_id
  LEFT JOIN accounts p ON p.account_id = e.account_id
  WHERE s.inclusion_prob > 0
)
SELECT
  day, surface,
  @count_if(label <> 'uncertain') AS reviewed,
  @count_if(label = 'violating') AS violating,
  @count_if(label = 'uncertain') AS uncertain,
  @sum_if(weight, label <> 'uncertain') AS weight,
  @sum_if(weight, label = 'violating') AS weight_violating,
  @sum_if(weight * weight, label <> 'uncertain') AS weight_squared,
  @sum_if(weight * weight, label = 'violating') AS weight_squared_violating
FROM samples
GROUP BY 1, 2
ORDER BY 1, 2
