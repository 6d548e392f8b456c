SELECT 'e' || n AS event_id, 'a1' AS account_id, 'post' AS event_type, TIMESTAMP '2999-01-01' + to_days(CAST(n AS INTEGER)) AS occurred_at
FROM range(5) AS numbers (n)
