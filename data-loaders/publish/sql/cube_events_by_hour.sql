SELECT
  @day(occurred_at) AS day,
  @hour_of_day(occurred_at) AS hour,
  count(*) AS events
FROM events
WHERE @in_days(occurred_at)
GROUP BY 1, 2
ORDER BY 1, 2
