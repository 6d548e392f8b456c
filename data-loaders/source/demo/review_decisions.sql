SELECT * FROM read_parquet('{data}/review_decisions.parquet')
