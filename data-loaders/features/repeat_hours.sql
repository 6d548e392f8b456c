-- Hours in which an account posted a text more than once.
SELECT number, n, @i64(sum(times - 1)) AS repeats
FROM (
  SELECT number, n, text_id, count(*) AS times FROM account_acts WHERE text_id IS NOT NULL GROUP BY 1, 2, 3
) AS texts
WHERE times > 1
GROUP BY 1, 2
