SELECT * FROM read_parquet('{data}/events.parquet')
