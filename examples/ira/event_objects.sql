WITH tweets AS (
  SELECT 't' || tweet_seq AS event_id, coalesce(content, '') AS content
  FROM read_parquet('{data}/tweets.parquet')
),
found AS (
  SELECT event_id, 'hashtag' AS kind, lower(tag) AS object_id
  FROM tweets, UNNEST(regexp_extract_all(content, '#([\p{L}\p{N}_]+)', 1)) AS tags (tag)
  UNION ALL
  SELECT event_id, 'mention', lower(name)
  FROM tweets, UNNEST(regexp_extract_all(content, '@(\w+)', 1)) AS names (name)
  UNION ALL
  SELECT event_id, 'url', url
  FROM tweets, UNNEST(regexp_extract_all(content, 'https?://[^\s…"]+')) AS urls (url)
  UNION ALL
  SELECT event_id, 'domain', lower(regexp_extract(url, '^https?://(?:www\.)?([^/:?#]+)', 1))
  FROM tweets, UNNEST(regexp_extract_all(content, 'https?://[^\s…"]+')) AS urls (url)
  UNION ALL
  SELECT event_id, 'text', md5(lower(trim(regexp_replace(regexp_replace(content, 'https?://\S+', '', 'g'), '\s+', ' ', 'g'))))
  FROM tweets
)
SELECT DISTINCT event_id, kind, object_id
FROM found
WHERE object_id <> ''
  -- Texts were cut at their end, some in the middle of a link.
  AND (kind <> 'domain' OR regexp_matches(object_id, '^[a-z0-9.-]+\.[a-z]{2,}$'))
