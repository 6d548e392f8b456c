SELECT * FROM read_parquet('{data}/policies.parquet')
