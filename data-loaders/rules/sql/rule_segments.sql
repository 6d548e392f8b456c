-- Reviewed accounts of each rule by segment, and those of them that were no violation of its policy.
WITH labelled AS (
  SELECT
    r.rule,
    r.label,
    r.weight_micro,
    r.weight_squared_milli,
    a.country,
    a.lang,
    CASE
      WHEN @secs(a.created_at, r.first_hit_at) < 86400 THEN '1 under a day'
      WHEN @secs(a.created_at, r.first_hit_at) < 604800 THEN '2 under a week'
      WHEN @secs(a.created_at, r.first_hit_at) < 2419200 THEN '3 under four weeks'
      WHEN @secs(a.created_at, r.first_hit_at) < 15552000 THEN '4 under half a year'
      WHEN a.created_at IS NOT NULL THEN '5 half a year or more'
    END AS age
  FROM rule_reach r JOIN accounts a ON a.account_id = r.account_id
  WHERE r.label IS NOT NULL AND r.label <> 'uncertain'
),
segments AS (
  SELECT rule, 'country' AS dimension, country AS value, label, weight_micro, weight_squared_milli FROM labelled
  UNION ALL
  SELECT rule, 'lang' AS dimension, lang AS value, label, weight_micro, weight_squared_milli FROM labelled
  UNION ALL
  SELECT rule, 'age' AS dimension, age AS value, label, weight_micro, weight_squared_milli FROM labelled
)
SELECT
  rule,
  dimension,
  value,
  count(*) AS reviewed_n,
  sum(weight_micro) AS reviewed_micro,
  sum(weight_squared_milli) AS reviewed_squared,
  @count_if(label <> 'true_positive') AS wrong_n,
  @sum_if(weight_micro, label <> 'true_positive') AS wrong_micro,
  @sum_if(weight_squared_milli, label <> 'true_positive') AS wrong_squared
FROM segments
WHERE value IS NOT NULL
GROUP BY rule, dimension, value
ORDER BY rule, dimension, value
