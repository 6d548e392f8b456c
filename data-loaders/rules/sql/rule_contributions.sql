SELECT
  rule,
  count(*) AS accounts,
  sum(hits) AS hits,
  @count_if(label IS NOT NULL AND label <> 'uncertain') AS reviewed_n,
  @sum_if(weight_micro, label IS NOT NULL AND label <> 'uncertain') AS reviewed_micro,
  @sum_if(weight_squared_milli, label IS NOT NULL AND label <> 'uncertain') AS reviewed_squared,
  @count_if(label = 'true_positive') AS true_n,
  @sum_if(weight_micro, label = 'true_positive') AS true_micro,
  @sum_if(weight_squared_milli, label = 'true_positive') AS true_squared,
  @count_if(label = 'false_positive') AS false_n,
  @count_if(label = 'novel') AS novel_n,
  @count_if(label = 'uncertain') AS uncertain_n,
  @count_if(label = 'true_positive' AND in_union = 1) AS union_n,
  @sum_if(weight_micro, label = 'true_positive' AND in_union = 1) AS union_micro,
  @sum_if(weight_squared_milli, label = 'true_positive' AND in_union = 1) AS union_squared,
  @count_if(is_unique = 1) AS unique_accounts,
  @sum_if(hits, is_unique = 1) AS unique_hits,
  @count_if(is_unique = 1 AND label IS NOT NULL AND label <> 'uncertain') AS unique_reviewed_n,
  @sum_if(weight_micro, is_unique = 1 AND label = 'true_positive') AS unique_true_micro,
  @sum_if(weight_micro, is_unique = 1 AND label IN ('false_positive', 'novel')) AS unique_wrong_micro,
  @count_if(is_first = 1) AS first_accounts,
  @count_if(is_first = 1 AND label IS NOT NULL AND label <> 'uncertain') AS first_reviewed_n,
  @sum_if(weight_micro, is_first = 1 AND label = 'true_positive') AS first_true_micro,
  @sum_if(weight_micro, is_first = 1 AND label IN ('false_positive', 'novel')) AS first_wrong_micro
FROM rule_reach
GROUP BY rule
ORDER BY rule
