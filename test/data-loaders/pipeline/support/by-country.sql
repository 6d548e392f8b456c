SELECT @day(e.occurred_at) AS day, coalesce(a.country, '') AS country, count(*) AS events
FROM events e
LEFT JOIN accounts a ON a.account_id = e.account_id
WHERE @in_days(e.occurred_at)
GROUP BY 1, 2
