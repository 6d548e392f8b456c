-- The two journalists' common verdict; which of them said what is not on record.
SELECT
  'd_' || account_id AS decision_id,
  'j_' || account_id AS job_id,
  CASE WHEN is_fake THEN 'true_positive' ELSE 'false_positive' END AS label
FROM read_parquet('{data}/accounts.parquet')
WHERE is_fake IS NOT NULL
