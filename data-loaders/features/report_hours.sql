SELECT account_id, @hour(reported_at) AS hour, count(*) AS reports
FROM reports
GROUP BY 1, 2
