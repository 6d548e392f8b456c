SELECT d.day AS day, count(DISTINCT e.account_id) AS accounts
FROM (
  SELECT DISTINCT CAST(@day(occurred_at) + step AS DATE) AS day
  FROM events
  CROSS JOIN (VALUES (0), (1), (2)) AS steps (step)
) d
JOIN events e ON @day(e.occurred_at) BETWEEN d.day - 2 AND d.day
WHERE @in_days(d.day)
GROUP BY 1
