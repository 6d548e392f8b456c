SELECT
  @day(e.occurred_at) AS day,
  e.account_id AS account_id,
  count(*) AS events
FROM events e
WHERE @in_days(e.occurred_at)
GROUP BY 1, 2
