SELECT
  @day(occurred_at) AS day,
  event_type,
  coalesce(lang, '') AS lang,
  count(*) AS events,
  sum(views) AS views
FROM events
WHERE @in_days(occurred_at)
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
