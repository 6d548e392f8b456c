SELECT * REPLACE (CAST(created_at AS TIMESTAMP) AS created_at) FROM read_parquet('{data}/rule_versions.parquet')
