-- Each event in the account's hour that it counts in, hours numbered from 1970.
SELECT
  a.number,
  CAST(@idiv(@secs(TIMESTAMP '1970-01-01 00:00:00', @hour(e.occurred_at)), 3600) AS INTEGER) AS n,
  e.event_type,
  e.media_hash IS NOT NULL AS has_media,
  o.links,
  o.hashtags,
  o.text_id
FROM events e
JOIN account_profiles a ON a.account_id = e.account_id
LEFT JOIN (
  SELECT
    event_id,
    @count_if(kind = 'url') AS links,
    @count_if(kind = 'hashtag') AS hashtags,
    max(CASE WHEN kind = 'text' THEN object_id END) AS text_id
  FROM event_objects
  GROUP BY event_id
) o ON o.event_id = e.event_id
