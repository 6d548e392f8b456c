-- One draw for each account and day: geometric numbers of events, so that busy days come in bursts. A day's draw does not depend
-- on how long the platform runs, so a longer platform begins with the same days.
CREATE TABLE account_days AS
WITH people_since AS (
  SELECT p.*, CAST(date_diff('day', CAST(window_start() AS TIMESTAMP), a.created_at) + 1 AS INTEGER) AS first_d
  FROM people p JOIN accounts a USING (account_id)
),
days AS (
  SELECT CAST(d AS INTEGER) AS d, CAST(window_start() + CAST(d AS INTEGER) AS DATE) AS day,
    CASE WHEN isodow(window_start() + CAST(d AS INTEGER)) >= 6 THEN 1.18 ELSE 0.93 END * (1 + 0.0007 * d) AS season,
    CASE WHEN isodow(window_start() + CAST(d AS INTEGER)) >= 6 THEN 0.8 ELSE 1.05 END AS spam_season
  FROM range({days}) AS series (d)
),
own_draws AS (
  SELECT i, d, day, rate * season AS mean, u2('own', i, d) AS x FROM people_since CROSS JOIN days WHERE d >= first_d
),
spam_draws AS (
  SELECT i, d, day, spam_rate * spam_season AS mean, u2('spam', i, d) AS x
  FROM people_since JOIN days ON d >= first_d AND d >= spam_from AND d < spam_to WHERE campaign > 0
),
counts AS (
  SELECT i, d, day, least(200, 1 + CAST(floor(ln(x * (1 + mean) / mean) / ln(mean / (1 + mean))) AS INTEGER)) AS own, 0 AS spam FROM own_draws WHERE x < mean / (1 + mean)
  UNION ALL
  SELECT i, d, day, 0, least(400, 1 + CAST(floor(ln(x * (1 + mean) / mean) / ln(mean / (1 + mean))) AS INTEGER)) FROM spam_draws WHERE x < mean / (1 + mean)
)
SELECT i, d, day, sum(own)::INTEGER AS own, sum(spam)::INTEGER AS spam FROM counts GROUP BY i, d, day;

CREATE TABLE drafts AS
WITH each AS (
  SELECT i, d, day, own, unnest(range(own + spam)) AS k FROM account_days
),
placed AS (
  SELECT e.i, e.d, e.k, e.day, e.k >= e.own AS is_spam, hash(hash({seed}::BIGINT, 'event', e.i, e.d, e.k)) AS h FROM each e
)
SELECT
  'e' || lpad(CAST(p.i AS VARCHAR), 8, '0') || lpad(CAST(d AS VARCHAR), 4, '0') || lpad(CAST(k AS VARCHAR), 3, '0') AS event_id,
  p.i,
  d,
  h,
  is_spam,
  q.kind,
  q.campaign,
  q.habit,
  -- People are awake from eight to midnight where they live; a schedule posts when it is told to.
  CAST(day AS TIMESTAMP) + to_seconds(CAST(
    CASE WHEN is_spam AND q.campaign IN (3, 8) THEN 3600 * (13 + CAST(hash(q.campaign, d) % 4 AS INTEGER)) + CAST(h % 1500 AS INTEGER)
         WHEN is_spam AND q.campaign IN (1, 6, 9) THEN 3600 * (CAST(h >> 8 AS UBIGINT) % 24) + CAST(h % 240 AS INTEGER)
         ELSE ((CAST(floor(3600 * (8 + 15.5 * sqrt((((h >> 20) % 100000) / 100000.0) * (0.35 + 0.65 * (((h >> 40) % 100000) / 100000.0))))) AS BIGINT) - 3600 * q.zone) % 86400 + 86400) % 86400
    END AS BIGINT)) AS occurred_at,
  CASE
    WHEN NOT is_spam AND q.habit <> 'none' AND (h >> 3) % 10 < 8 THEN CASE q.habit WHEN 'news' THEN 'post' WHEN 'organiser' THEN 'message' ELSE ['like', 'like', 'follow', 'repost'][1 + CAST((h >> 5) % 4 AS INTEGER)] END
    WHEN NOT is_spam THEN ['post', 'post', 'post', 'post', 'reply', 'reply', 'reply', 'repost', 'repost', 'repost', 'like', 'like', 'like', 'like', 'like', 'follow', 'follow', 'message', 'message', 'profile_edit'][1 + CAST((h >> 5) % 20 AS INTEGER)]
    WHEN q.kind IN ('follow_ring', 'fake_account') THEN ['follow', 'follow', 'follow', 'follow', 'like', 'post'][1 + CAST((h >> 5) % 6 AS INTEGER)]
    WHEN q.kind IN ('like_farm', 'engagement_spam') THEN ['like', 'like', 'like', 'like', 'repost', 'post'][1 + CAST((h >> 5) % 6 AS INTEGER)]
    WHEN q.kind = 'message_scam' THEN ['message', 'message', 'message', 'reply'][1 + CAST((h >> 5) % 4 AS INTEGER)]
    ELSE ['post', 'post', 'post', 'reply'][1 + CAST((h >> 5) % 4 AS INTEGER)]
  END AS event_type,
  q.lang,
  q.popularity
FROM placed p JOIN people q USING (i);
