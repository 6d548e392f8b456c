SELECT * REPLACE (CAST(changed_at AS TIMESTAMP) AS changed_at) FROM read_parquet('{data}/rule_state_changes.parquet')
