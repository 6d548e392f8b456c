SELECT 'j' || n AS job_id, 'a1' AS account_id, 'stratified' AS sample_design, n / 2.0 AS inclusion_prob
FROM range(5) AS numbers (n)
