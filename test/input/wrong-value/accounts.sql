SELECT account_id, created_at
FROM (VALUES ('a1', '2025-01-01T00:00:00Z'), ('a2', 'yesterday'), ('a3', '2025-02-30'), ('a4', NULL)) AS given (account_id, created_at)
