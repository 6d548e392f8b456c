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
WHERE l.violating = 1 AND (@idiv(l.policies, 4503599627370496) % 2 = 1 OR @idiv(l.policies, b.value) % 2 = 1)
GROUP BY b.policy_id
ORDER BY policy
