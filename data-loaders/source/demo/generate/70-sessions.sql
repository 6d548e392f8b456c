CREATE TABLE sessions AS
WITH starts AS (
  SELECT p.i, 0 AS n, 'signup' AS kind, a.created_at AS started_at FROM people p JOIN accounts a USING (account_id)
  UNION ALL
  -- A login on the first event of each day in ten.
  SELECT i, d + 1, 'login', CAST(day AS TIMESTAMP) + to_seconds(CAST(floor(28000 * u2('login', i, d)) AS BIGINT)) FROM account_days WHERE u2('logs in', i, d) < 0.1
)
SELECT
  's' || lpad(CAST(s.i AS VARCHAR), 8, '0') || lpad(CAST(n AS VARCHAR), 4, '0') AS session_id,
  account_name(s.i) AS account_id,
  s.kind,
  started_at,
  md5('ip' || CASE WHEN p.kind IN ('ban_evasion', 'link_farm', 'like_farm') THEN 'c' || p.campaign || (hash(s.i, n) % 30) ELSE CAST(s.i AS VARCHAR) || (hash(s.i, n) % 3) END) AS ip_h,
  md5('prefix' || CASE WHEN p.kind IN ('ban_evasion', 'link_farm', 'like_farm') THEN 'c' || p.campaign || (hash(s.i) % 4) 
    -- A mobile carrier puts a country's newcomers behind one address.
    WHEN u('carrier', s.i) < 0.015 THEN p.country || 'carrier'
    ELSE p.country || (hash(s.i) % 700) END) AS ip_prefix_h,
  CASE WHEN p.kind IN ('ban_evasion', 'link_farm', 'like_farm', 'fake_account') THEN 64600 + p.campaign ELSE 64500 + CAST(hash(p.country, s.i % 3) % 90 AS INTEGER) END AS asn,
  md5('device' || CASE WHEN p.kind = 'ban_evasion' THEN 'c' || (hash(s.i) % 25) ELSE CAST(s.i AS VARCHAR) END) AS device_h,
  CASE
    WHEN s.kind = 'signup' AND p.is_spammer AND u2('challenged', s.i, n) < 0.45 THEN CASE WHEN u2('passes', s.i, n) < 0.55 THEN 'passed' WHEN u2('passes', s.i, n) < 0.85 THEN 'failed' ELSE 'abandoned' END
    WHEN u2('challenged', s.i, n) < 0.05 THEN CASE WHEN u2('passes', s.i, n) < 0.93 THEN 'passed' WHEN u2('passes', s.i, n) < 0.97 THEN 'failed' ELSE 'abandoned' END
  END AS challenge_result
FROM starts s JOIN people p USING (i)
WHERE started_at < window_end();
