SELECT 'e1' AS event_id, 'a1' AS account_id, 'post' AS event_type
