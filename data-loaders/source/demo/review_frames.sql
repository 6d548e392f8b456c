SELECT * FROM read_parquet('{data}/review_frames.parquet')
