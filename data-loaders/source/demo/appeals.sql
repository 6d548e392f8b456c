SELECT * FROM read_parquet('{data}/appeals.parquet')
