-- What each account did in each hour in which it was active.
SELECT
  e.account_id,
  @hour(e.occurred_at) AS hour,
  count(*) AS events,
  @count_if(e.event_type = 'post') AS posts,
  @count_if(e.event_type = 'reply') AS replies,
  @count_if(e.event_type = 'repost') AS reposts,
  @count_if(e.event_type = 'like') AS likes,
  @count_if(e.event_type = 'follow') AS follows,
  @count_if(e.event_type = 'message') AS messages,
  @count_if(o.links > 0) AS links,
  @i64(coalesce(sum(o.hashtags), 0)) AS hashtags,
  @count_if(e.media_hash IS NOT NULL) AS media,
  count(o.text_id) - count(DISTINCT o.text_id) AS repeats
FROM events e
LEFT JOIN (
  SELECT
    event_id,
    @count_if(kind = 'url') AS links,
    @count_if(kind = 'hashtag') AS hashtags,
    max(CASE WHEN kind = 'text' THEN object_id END) AS text_id
  FROM event_objects
  GROUP BY event_id
) o ON o.event_id = e.event_id
GROUP BY 1, 2
