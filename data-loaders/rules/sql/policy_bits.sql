-- A bit for each policy that rules stand for, so that those that an account breaks fit into one number; those beyond the 51st share the last.
SELECT policy_id, bit, @i64(power(2, bit)) AS value
FROM (
  SELECT policy_id, least(row_number() OVER (ORDER BY policy_id) - 1, 51) AS bit
  FROM (SELECT DISTINCT policy_id FROM rule_policies) AS policies
) AS numbered
ORDER BY policy_id
