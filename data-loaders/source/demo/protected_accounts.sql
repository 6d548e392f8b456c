SELECT * FROM read_parquet('{data}/protected_accounts.parquet')
