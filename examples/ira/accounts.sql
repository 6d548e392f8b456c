SELECT
  author_id AS account_id,
  handle,
  CAST(followers_max AS BIGINT) AS followers,
  CAST(following_max AS BIGINT) AS following,
  account_type AS x_account_type,
  account_category AS x_category,
  external_author_id AS x_external_author_id,
  first_tweet AS x_first_tweet_at,
  last_tweet AS x_last_tweet_at
FROM read_parquet('{data}/accounts.parquet')
