SELECT * FROM read_parquet('{data}/event_objects.parquet')
