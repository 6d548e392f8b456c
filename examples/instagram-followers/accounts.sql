SELECT
  account_id,
  followers,
  following,
  posts,
  is_private AS x_is_private,
  has_profile_picture AS x_has_profile_picture,
  username_len AS x_username_length,
  username_digits AS x_username_digits,
  username_ends_digit AS x_username_ends_digit,
  username_lower_letter_ratio AS x_username_lower_letter_ratio
FROM read_parquet('{data}/accounts.parquet')
