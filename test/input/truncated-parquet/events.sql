SELECT event_id, account_id, event_type, occurred_at
FROM read_parquet('{data}/events.parquet')
