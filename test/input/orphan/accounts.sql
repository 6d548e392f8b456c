SELECT account_id FROM (VALUES ('a1'), ('a2')) AS given (account_id)
