SELECT * FROM read_parquet('{data}/action_rules.parquet')
