SELECT
  @day(r.reported_at) AS day,
  coalesce(r.reason, '') AS reason,
  coalesce(a.country, '') AS country,
  count(*) AS reports,
  count(DISTINCT r.account_id) AS accounts
FROM reports r
LEFT JOIN accounts a ON a.account_id = r.account_id
WHERE @in_days(r.reported_at)
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
