SELECT day, previous, count(*) AS accounts
FROM (
  SELECT day, lag(day) OVER (PARTITION BY account_id ORDER BY day) AS previous
  FROM account_days
) gaps
GROUP BY 1, 2
ORDER BY 1, 2
