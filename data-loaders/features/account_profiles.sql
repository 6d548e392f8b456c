-- What an account's profile and its signup say, a row for each account; its number stands for it in what follows, where joins and
-- sorts are many.
SELECT
  CAST(row_number() OVER (ORDER BY a.account_id) AS INTEGER) AS number,
  a.account_id,
  created_at,
  followers,
  following,
  posts AS profile_posts,
  avatar_hash IS NOT NULL AS has_avatar,
  bio IS NOT NULL AS has_bio,
  coalesce(position('://' IN bio) > 0, FALSE) AS bio_has_link,
  @len(@re_sub(handle, '[^0-9]', '')) AS handle_digits,
  @len(handle) AS handle_length,
  is_verified,
  s.signed_up_at,
  s.signup_challenge_failed,
  s.signups_on_device,
  s.signups_on_prefix
FROM accounts a
LEFT JOIN signups s ON s.account_id = a.account_id
