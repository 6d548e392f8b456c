SELECT * FROM read_parquet('{data}/actions.parquet')
