SELECT
  @day(s.started_at) AS day,
  coalesce(a.country, '') AS country,
  s.kind AS kind,
  count(*) AS issued,
  @count_if(s.challenge_result = 'passed') AS passed
FROM sessions s
LEFT JOIN accounts a ON a.account_id = s.account_id
WHERE s.challenge_result IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
