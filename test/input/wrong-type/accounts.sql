SELECT 'a1' AS account_id, TRUE AS created_at
