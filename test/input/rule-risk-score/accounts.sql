SELECT 'a1' AS account_id
