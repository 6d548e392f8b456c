SELECT * FROM read_parquet('{data}/rule_run_stats.parquet')
