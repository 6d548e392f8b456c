SELECT * FROM read_parquet('{data}/sessions.parquet')
