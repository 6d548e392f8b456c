SELECT policy_id, name
FROM (VALUES
  ('watched_keywords', 'Watched keywords'),
  ('bad_keywords', 'Bad keywords'),
  ('blacklisted_websites', 'Blacklisted websites'),
  ('blacklisted_usernames', 'Blacklisted usernames')
) AS lists (policy_id, name)
