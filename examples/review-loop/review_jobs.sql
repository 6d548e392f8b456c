SELECT * FROM read_parquet('{data}/**/review_jobs.parquet', union_by_name = true)
