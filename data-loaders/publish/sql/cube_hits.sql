SELECT
  @day(h.hit_at) AS day,
  h.rule_id AS rule,
  h.environment AS environment,
  count(*) AS hits,
  count(DISTINCT h.account_id) AS accounts
FROM rule_hits h
WHERE @in_days(h.hit_at)
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
