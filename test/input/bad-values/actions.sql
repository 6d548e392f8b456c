SELECT
  'x' || n AS action_id,
  'a1' AS account_id,
  CASE n WHEN 0 THEN 'ban' ELSE 'account_lock' END AS action_type,
  'spam' AS policy_id,
  TIMESTAMP '2025-01-02' AS action_at,
  'own_initiative' AS source_type,
  CASE n WHEN 1 THEN NULL ELSE TRUE END AS automated_detection,
  TRUE AS automated_decision,
  CAST(-n AS BIGINT) AS views_before,
  TIMESTAMP '2025-01-01' + to_days(CAST(n AS INTEGER)) AS reversed_at
FROM range(3) AS numbers (n)
