-- One row for each account and hour in which it was active, from events up to that hour's end: nothing later bears on it.
-- Hours in which it was reported and did nothing count in its windows, and have no row. Two counts share one sum over a window, each
-- below 2^32: sums over windows are most of what features cost.
WITH hours AS (
  SELECT
    *,
    @idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', hour), 3600) AS n,
    coalesce(events, 0) * 4294967296 + coalesce(posts, 0) AS events_posts,
    coalesce(replies, 0) * 4294967296 + coalesce(reposts, 0) AS replies_reposts,
    coalesce(likes, 0) * 4294967296 + coalesce(follows, 0) AS likes_follows,
    coalesce(messages, 0) * 4294967296 + coalesce(links, 0) AS messages_links,
    coalesce(hashtags, 0) * 4294967296 + coalesce(media, 0) AS hashtags_media,
    coalesce(repeats, 0) * 4294967296 + coalesce(reports, 0) AS repeats_reports
  FROM account_hours FULL JOIN report_hours USING (account_id, hour)
),
windows AS (
  SELECT
    *,
    @i64(sum(events_posts) OVER day) AS events_posts_24h,
    @i64(sum(replies_reposts) OVER day) AS replies_reposts_24h,
    @i64(sum(likes_follows) OVER day) AS likes_follows_24h,
    @i64(sum(messages_links) OVER day) AS messages_links_24h,
    @i64(sum(hashtags_media) OVER day) AS hashtags_media_24h,
    @i64(sum(repeats_reports) OVER day) AS repeats_reports_24h,
    @i64(sum(events_posts) OVER week) AS events_posts_7d,
    @i64(sum(replies_reposts) OVER week) AS replies_reposts_7d,
    @i64(sum(likes_follows) OVER week) AS likes_follows_7d,
    @i64(sum(messages_links) OVER week) AS messages_links_7d,
    @i64(sum(hashtags_media) OVER week) AS hashtags_media_7d,
    @i64(sum(repeats_reports) OVER week) AS repeats_reports_7d
  FROM hours
  WINDOW
    day AS (PARTITION BY account_id ORDER BY n RANGE BETWEEN 23 PRECEDING AND CURRENT ROW),
    week AS (PARTITION BY account_id ORDER BY n RANGE BETWEEN 167 PRECEDING AND CURRENT ROW)
)
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
  h.events AS events_1h,
  h.posts AS posts_1h,
  h.replies AS replies_1h,
  h.likes AS likes_1h,
  h.follows AS follows_1h,
  h.messages AS messages_1h,
  h.links AS links_1h,
  @idiv(events_posts_24h, 4294967296) AS events_24h,
  events_posts_24h % 4294967296 AS posts_24h,
  @idiv(replies_reposts_24h, 4294967296) AS replies_24h,
  replies_reposts_24h % 4294967296 AS reposts_24h,
  @idiv(likes_follows_24h, 4294967296) AS likes_24h,
  likes_follows_24h % 4294967296 AS follows_24h,
  @idiv(messages_links_24h, 4294967296) AS messages_24h,
  messages_links_24h % 4294967296 AS links_24h,
  @idiv(hashtags_media_24h, 4294967296) AS hashtags_24h,
  hashtags_media_24h % 4294967296 AS media_24h,
  @idiv(repeats_reports_24h, 4294967296) AS repeats_24h,
  repeats_reports_24h % 4294967296 AS reports_24h,
  @idiv(events_posts_7d, 4294967296) AS events_7d,
  events_posts_7d % 4294967296 AS posts_7d,
  @idiv(replies_reposts_7d, 4294967296) AS replies_7d,
  replies_reposts_7d % 4294967296 AS reposts_7d,
  @idiv(likes_follows_7d, 4294967296) AS likes_7d,
  likes_follows_7d % 4294967296 AS follows_7d,
  @idiv(messages_links_7d, 4294967296) AS messages_7d,
  messages_links_7d % 4294967296 AS links_7d,
  @idiv(hashtags_media_7d, 4294967296) AS hashtags_7d,
  hashtags_media_7d % 4294967296 AS media_7d,
  @idiv(repeats_reports_7d, 4294967296) AS repeats_7d,
  repeats_reports_7d % 4294967296 AS reports_7d
FROM windows h
JOIN account_profiles a ON a.account_id = h.account_id
LEFT JOIN signups s ON s.account_id = h.account_id AND s.signed_up_at < @add_s(h.hour, 3600)
WHERE h.events IS NOT NULL
