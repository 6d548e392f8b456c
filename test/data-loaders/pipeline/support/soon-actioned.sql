SELECT @day(e.occurred_at) AS day, count(DISTINCT e.event_id) AS events
FROM events e
JOIN actions a ON @day(a.action_at) BETWEEN @day(e.occurred_at) AND @day(e.occurred_at) + 2
WHERE @in_days(e.occurred_at)
GROUP BY 1
