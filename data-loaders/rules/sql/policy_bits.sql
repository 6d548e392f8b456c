-- A bit for each policy, so that those that an account breaks fit into one number; policies beyond the 51st share the last.
SELECT policy_id, least(row_number() OVER (ORDER BY policy_id) - 1, 51) AS bit
FROM policies
ORDER BY policy_id
