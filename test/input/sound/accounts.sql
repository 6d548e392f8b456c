SELECT account_id, created_at, followers, notes AS x_notes FROM read_json('{data}/accounts.json')
