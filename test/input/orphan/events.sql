SELECT 'e' || n AS event_id, 'a' || n AS account_id, 'post' AS event_type, TIMESTAMP '2025-01-01' AS occurred_at
FROM range(1, 8) AS numbers (n)
