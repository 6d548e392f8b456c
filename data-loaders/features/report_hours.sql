SELECT
  a.number,
  CAST(@idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', @hour(r.reported_at)), 3600) AS INTEGER) AS n,
  count(*) AS reports
FROM reports r JOIN account_profiles a ON a.account_id = r.account_id
GROUP BY 1, 2
