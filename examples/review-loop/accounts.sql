SELECT * FROM read_parquet('{data}/accounts.parquet')
