SELECT 'fake_account' AS policy_id, 'Fake accounts' AS name
