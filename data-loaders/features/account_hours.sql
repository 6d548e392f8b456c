-- What each account did in each hour in which it was active.
SELECT
  number,
  n,
  count(*) AS events,
  @count_if(event_type = 'post') AS posts,
  @count_if(event_type = 'reply') AS replies,
  @count_if(event_type = 'repost') AS reposts,
  @count_if(event_type = 'like') AS likes,
  @count_if(event_type = 'follow') AS follows,
  @count_if(event_type = 'message') AS messages,
  @count_if(has_link) AS links,
  @i64(sum(hashtags)) AS hashtags,
  @count_if(has_media) AS media
FROM account_acts
GROUP BY 1, 2
