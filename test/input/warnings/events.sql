SELECT
  'e' || day || '-' || n AS event_id,
  'a1' AS account_id,
  'post' AS event_type,
  TIMESTAMP '2025-01-01' + to_days(CAST(day AS INTEGER)) AS occurred_at
FROM range(60) AS days (day), range(1000) AS numbers (n)
WHERE n < CASE day WHEN 40 THEN 1000 WHEN 50 THEN 10 ELSE 200 END
