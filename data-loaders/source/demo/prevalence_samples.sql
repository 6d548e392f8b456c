SELECT * FROM read_parquet('{data}/prevalence_samples.parquet')
