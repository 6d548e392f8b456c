SELECT
  't' || tweet_seq AS event_id,
  author_id AS account_id,
  CASE post_type WHEN 'retweet' THEN 'repost' ELSE 'post' END AS event_type,
  publish_date AS occurred_at,
  content AS text,
  CASE language WHEN 'LANGUAGE UNDEFINED' THEN NULL ELSE language END AS lang,
  post_type AS x_post_type,
  CASE region WHEN 'Unknown' THEN NULL ELSE region END AS x_region,
  followers AS x_followers,
  following AS x_following
FROM read_parquet('{data}/tweets.parquet')
