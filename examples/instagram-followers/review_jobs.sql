-- Every account was looked at: a census, of accounts and not of any rule's hits.
SELECT
  'j_' || account_id AS job_id,
  'journalists' AS queue,
  account_id,
  'census' AS sample_design,
  'followers' AS stratum,
  1.0 AS inclusion_prob
FROM read_parquet('{data}/accounts.parquet')
