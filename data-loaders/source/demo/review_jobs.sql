SELECT * FROM read_parquet('{data}/review_jobs.parquet')
