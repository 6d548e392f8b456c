SELECT * FROM read_parquet('{data}/**/review_frames.parquet', union_by_name = true)
