SELECT * FROM read_parquet('{data}/**/review_decisions.parquet', union_by_name = true)
