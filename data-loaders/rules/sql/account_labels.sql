-- What reviewers found of each account that a probability sample drew, and how many accounts it stands for: what its judged jobs do together.
-- A label counts for every rule that hits the account; `ruled_out` has a bit for each policy that reviewers, asked about it, said another one
-- was broken instead of.
WITH ruled_out AS (
  SELECT account_id, @i64(sum(power(2, policy_bit))) AS policies
  FROM (
    SELECT account_id, policy_bit
    FROM judged_jobs
    WHERE policy_bit IS NOT NULL
    GROUP BY account_id, policy_bit
    HAVING @count_if(label = 'novel') > @count_if(label = 'true_positive')
  ) AS judged_policies
  GROUP BY account_id
),
accounts AS (
  SELECT
    j.account_id,
    max(j.is_hit) AS is_hit,
    @count_if(j.label IN ('true_positive', 'novel')) AS violating,
    @count_if(j.label = 'false_positive') AS sound,
    @i64(sum(j.weight_micro)) AS weight_micro,
    max(j.factor) AS factor
  FROM judged_jobs j
  GROUP BY j.account_id
),
weighted AS (
  SELECT
    a.account_id,
    CASE WHEN a.violating > a.sound THEN 1 WHEN a.violating < a.sound THEN 0 END AS violating,
    coalesce(r.policies, 0) AS ruled_out,
    a.is_hit,
    @f64(a.weight_micro) / 1000000 * a.factor AS weight
  FROM accounts a LEFT JOIN ruled_out r ON r.account_id = a.account_id
)
SELECT
  account_id,
  violating,
  ruled_out,
  is_hit,
  @micro(weight) AS weight_micro,
  @i64(floor(weight * weight * 1000 + 0.5)) AS weight_squared_milli
FROM weighted
ORDER BY account_id
