-- True positives of each policy among the accounts that acting rules hit together: what relative recall is relative to.
WITH accounts AS (SELECT DISTINCT account_id FROM rule_reach WHERE in_union = 1)
SELECT
  b.policy_id AS policy,
  count(*) AS positives_n,
  sum(l.weight_micro) AS positives_micro,
  sum(l.weight_squared_milli) AS positives_squared
FROM policy_bits b
CROSS JOIN account_labels l
JOIN accounts a ON a.account_id = l.account_id
WHERE l.violating = 1 AND @idiv(l.ruled_out, b.value) % 2 = 0
GROUP BY b.policy_id
ORDER BY policy
