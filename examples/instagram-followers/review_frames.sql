SELECT
  '2017' AS run_id,
  'journalists' AS queue,
  'followers' AS stratum,
  count(*) AS frame_size,
  count(is_fake) AS selected
FROM read_parquet('{data}/accounts.parquet')
