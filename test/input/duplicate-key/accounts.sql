SELECT account_id FROM (VALUES ('a1'), ('a2'), ('a2'), ('a2'), ('a3'), ('a3')) AS given (account_id)
