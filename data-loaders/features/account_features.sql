-- One row for each account and hour in which it was active, from events up to that hour's end: nothing later bears on it.
-- Hours in which it was reported and did nothing count in its windows, and have no row.
WITH hours AS (
  SELECT *, @idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', hour), 3600) AS n
  FROM account_hours FULL JOIN report_hours USING (account_id, hour)
)
SELECT * FROM (
  SELECT
    h.account_id,
    h.hour,
    @f64(@secs(a.created_at, h.hour)) / 3600 + 1 AS account_age_hours,
    a.followers,
    a.following,
    a.has_avatar,
    a.has_bio,
    a.bio_has_link,
    a.handle_digits,
    a.handle_length,
    a.is_verified,
    s.signup_challenge_failed,
    s.signups_on_device,
    s.signups_on_prefix,
    events AS events_1h,
    posts AS posts_1h,
    replies AS replies_1h,
    likes AS likes_1h,
    follows AS follows_1h,
    messages AS messages_1h,
    links AS links_1h,
    sum(events) OVER day AS events_24h,
    sum(posts) OVER day AS posts_24h,
    sum(replies) OVER day AS replies_24h,
    sum(reposts) OVER day AS reposts_24h,
    sum(likes) OVER day AS likes_24h,
    sum(follows) OVER day AS follows_24h,
    sum(messages) OVER day AS messages_24h,
    sum(links) OVER day AS links_24h,
    sum(hashtags) OVER day AS hashtags_24h,
    sum(media) OVER day AS media_24h,
    sum(repeats) OVER day AS repeats_24h,
    coalesce(sum(reports) OVER day, 0) AS reports_24h,
    sum(events) OVER week AS events_7d,
    sum(posts) OVER week AS posts_7d,
    sum(replies) OVER week AS replies_7d,
    sum(reposts) OVER week AS reposts_7d,
    sum(likes) OVER week AS likes_7d,
    sum(follows) OVER week AS follows_7d,
    sum(messages) OVER week AS messages_7d,
    sum(links) OVER week AS links_7d,
    sum(hashtags) OVER week AS hashtags_7d,
    sum(media) OVER week AS media_7d,
    sum(repeats) OVER week AS repeats_7d,
    coalesce(sum(reports) OVER week, 0) AS reports_7d
  FROM hours h
  JOIN account_profiles a ON a.account_id = h.account_id
  LEFT JOIN signups s ON s.account_id = h.account_id AND s.signed_up_at < @add_s(h.hour, 3600)
  WINDOW
    day AS (PARTITION BY h.account_id ORDER BY n RANGE BETWEEN 23 PRECEDING AND CURRENT ROW),
    week AS (PARTITION BY h.account_id ORDER BY n RANGE BETWEEN 167 PRECEDING AND CURRENT ROW)
) AS features
WHERE events_1h IS NOT NULL
