SELECT DISTINCT account_id FROM read_parquet('{data}/shares.parquet')
