SELECT * FROM read_parquet('{data}/rule_hits.parquet')
