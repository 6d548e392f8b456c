-- Each event in the account's hour that it counts in, hours numbered from 1970, with what it holds.
SELECT
  a.number,
  CAST(@idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', @hour(e.occurred_at)), 3600) AS INTEGER) AS n,
  e.*,
  @hour_of_day(e.occurred_at) AS hour_of_day,
  @len(e.text) AS text_length,
  e.media_hash IS NOT NULL AS has_media,
  e.target_id IS NOT NULL AS has_target,
  coalesce(o.links, 0) > 0 AS has_link,
  coalesce(o.links, 0) AS links,
  coalesce(o.hashtags, 0) AS hashtags,
  coalesce(o.mentions, 0) AS mentions,
  o.text_id
FROM events e
JOIN account_profiles a ON a.account_id = e.account_id
LEFT JOIN (
  SELECT
    event_id,
    @count_if(kind = 'url') AS links,
    @count_if(kind = 'hashtag') AS hashtags,
    @count_if(kind = 'mention') AS mentions,
    max(CASE WHEN kind = 'text' THEN object_id END) AS text_id
  FROM event_objects
  GROUP BY event_id
) o ON o.event_id = e.event_id
