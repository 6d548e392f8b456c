SELECT * FROM read_parquet('{data}/rules.parquet')
