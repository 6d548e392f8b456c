SELECT event_id, account_id, event_type, occurred_at FROM read_csv('{data}/events-*.csv');
