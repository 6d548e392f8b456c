SELECT DISTINCT content_id AS event_id, 'post' AS kind, object_id FROM read_parquet('{data}/shares.parquet')
