-- What an account's signup says, as it was known then: later signups on the same device or prefix do not count.
SELECT
  account_id,
  max(CASE WHEN challenge_result IN ('failed', 'abandoned') THEN 1 ELSE 0 END) = 1 AS signup_challenge_failed,
  max(on_device) AS signups_on_device,
  max(on_prefix) AS signups_on_prefix
FROM (
  SELECT
    account_id,
    challenge_result,
    CASE WHEN device_h IS NOT NULL THEN row_number() OVER (PARTITION BY device_h ORDER BY started_at, session_id) END AS on_device,
    CASE WHEN ip_prefix_h IS NOT NULL THEN count(*) OVER (PARTITION BY ip_prefix_h ORDER BY n RANGE BETWEEN 2591999 PRECEDING AND CURRENT ROW) END AS on_prefix
  FROM (SELECT *, @secs(TIMESTAMP '1970-01-01 00:00:00', started_at) AS n FROM sessions WHERE kind = 'signup') AS signups
) AS ranked
GROUP BY account_id
