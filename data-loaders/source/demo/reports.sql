SELECT * FROM read_parquet('{data}/reports.parquet')
