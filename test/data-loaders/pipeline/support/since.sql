SELECT d.day AS day, count(*) AS events
FROM (SELECT DISTINCT @day(occurred_at) AS day FROM events) d
JOIN events e ON @day(e.occurred_at) <= d.day
WHERE @in_days(d.day)
GROUP BY 1
