SELECT
  @day(e.occurred_at) AS day,
  o.kind AS kind,
  o.object_id AS object_id,
  count(*) AS events,
  count(DISTINCT e.account_id) AS accounts
FROM event_objects o
JOIN events e ON e.event_id = o.event_id
WHERE o.kind IN ('hashtag', 'domain') AND @in_days(e.occurred_at)
GROUP BY 1, 2, 3
