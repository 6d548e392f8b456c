-- What an account's first signup says, as it was known then: later signups on the same device or prefix do not count.
SELECT
  account_id,
  started_at AS signed_up_at,
  coalesce(challenge_result IN ('failed', 'abandoned'), FALSE) AS signup_challenge_failed,
  on_device AS signups_on_device,
  on_prefix AS signups_on_prefix
FROM (
  SELECT
    account_id,
    challenge_result,
    started_at,
    row_number() OVER (PARTITION BY account_id ORDER BY started_at, session_id) AS nth,
    CASE WHEN device_h IS NOT NULL THEN row_number() OVER (PARTITION BY device_h ORDER BY started_at, session_id) END AS on_device,
    CASE WHEN ip_prefix_h IS NOT NULL THEN count(*) OVER (PARTITION BY ip_prefix_h ORDER BY n RANGE BETWEEN 2591999 PRECEDING AND CURRENT ROW) END AS on_prefix
  FROM (SELECT *, @secs(TIMESTAMP '1970-01-01 00:00:00', started_at) AS n FROM sessions WHERE kind = 'signup') AS signups
) AS ranked
WHERE nth = 1
