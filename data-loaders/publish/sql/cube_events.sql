SELECT
  @day(e.occurred_at) AS day,
  coalesce(e.surface, '') AS surface,
  coalesce(a.country, '') AS country,
  count(*) AS events,
  sum(e.views) AS views
FROM events e
LEFT JOIN accounts a ON a.account_id = e.account_id
WHERE @in_days(e.occurred_at)
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
