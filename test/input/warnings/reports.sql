SELECT
  'r' || day AS report_id,
  'a1' AS reporter_id,
  'a2' AS account_id,
  'spam' AS reason,
  TIMESTAMP '2025-01-01' + to_days(CAST(day AS INTEGER)) AS reported_at
FROM range(50) AS days (day)
