SELECT @day(a.action_at) AS day, count(*) AS appeals, count(CASE WHEN p.won THEN 1 END) AS won
FROM actions a
JOIN appeals p ON p.action_id = a.action_id
WHERE @in_days(a.action_at)
GROUP BY 1
