SELECT * FROM read_parquet('{data}/published_metrics.parquet')
