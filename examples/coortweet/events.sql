-- One event a post, whether it passes on one tweet or two.
SELECT DISTINCT
  content_id AS event_id,
  account_id,
  CASE WHEN content_id = object_id THEN 'post' ELSE 'repost' END AS event_type,
  CAST(ts AS TIMESTAMP) AS occurred_at
FROM (SELECT content_id, account_id, ts, min(object_id) AS object_id FROM read_parquet('{data}/shares.parquet') GROUP BY ALL) AS posts
