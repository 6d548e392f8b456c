-- What reviewers found of each account that a probability sample drew, and how many accounts it stands for. A hit drawn stands for
-- 1 ÷ (chance × share of its stratum that was decided) hits, and an account hit m times is reached by m ways (Sirken 1970, multiplicity
-- estimator: each hit's weight is divided by m). Accounts without hits are reached by draws of accounts alone: once in each month in
-- which they were active; those of the baseline are scaled to the accounts that they stand for.
-- A label counts for every rule that hits the account; `ruled_out` has a bit for each policy that reviewers, asked about it, said another one
-- was broken instead of.
WITH drawn AS (
  SELECT
    j.account_id,
    j.hit_id,
    coalesce(j.queue, '') AS queue,
    coalesce(j.stratum, '') AS stratum,
    j.sample_design,
    j.inclusion_prob,
    h.rule_id,
    p.bit AS policy_bit,
    l.label
  FROM review_jobs j
  LEFT JOIN rule_hits h ON h.hit_id = j.hit_id
  LEFT JOIN rule_policies r ON r.rule = h.rule_id
  LEFT JOIN policy_bits p ON p.policy_id = r.policy_id
  LEFT JOIN job_labels l ON l.job_id = j.job_id
  WHERE j.sample_design IN ('census', 'stratified', 'baseline', 'certainty') AND j.inclusion_prob > 0
),
response AS (
  SELECT queue, stratum, @ratio(count(label), count(*)) AS share FROM drawn GROUP BY queue, stratum
),
active AS (
  SELECT account_id, count(DISTINCT @trunc('month', hour)) AS months FROM account_features GROUP BY account_id
),
judged AS (
  SELECT
    d.account_id,
    d.label,
    d.policy_bit,
    f.ways IS NOT NULL AS is_hit,
    d.sample_design = 'baseline' AS is_baseline,
    @micro(@ratio(1, d.inclusion_prob * r.share
      * coalesce(f.ways, CASE WHEN d.sample_design = 'census' THEN 1 ELSE a.months END, 1))) AS weight
  FROM drawn d
  JOIN response r ON r.queue = d.queue AND r.stratum = d.stratum
  LEFT JOIN framed_accounts f ON f.account_id = d.account_id
  LEFT JOIN active a ON a.account_id = d.account_id
  WHERE d.label IS NOT NULL AND (f.ways IS NULL OR d.hit_id IS NOT NULL)
),
scale AS (
  SELECT CASE WHEN max(CASE WHEN is_baseline THEN 1 ELSE 0 END) = 1
    THEN @ratio((SELECT count(*) FROM active WHERE account_id NOT IN (SELECT account_id FROM framed_accounts)), sum(weight)) * 1000000
    ELSE 1 END AS factor
  FROM judged
  WHERE NOT is_hit
),
ruled_out AS (
  SELECT account_id, @i64(sum(power(2, policy_bit))) AS policies
  FROM (
    SELECT account_id, policy_bit
    FROM judged
    WHERE policy_bit IS NOT NULL
    GROUP BY account_id, policy_bit
    HAVING @count_if(label = 'novel') > @count_if(label = 'true_positive')
  ) AS judged_policies
  GROUP BY account_id
),
accounts AS (
  SELECT
    j.account_id,
    max(CASE WHEN j.is_hit THEN 1 ELSE 0 END) AS is_hit,
    @count_if(j.label IN ('true_positive', 'novel')) AS violating,
    @count_if(j.label = 'false_positive') AS sound,
    sum(j.weight) AS weight
  FROM judged j
  GROUP BY j.account_id
),
weighted AS (
  SELECT
    a.account_id,
    CASE WHEN a.violating > a.sound THEN 1 WHEN a.violating < a.sound THEN 0 END AS violating,
    coalesce(r.policies, 0) AS ruled_out,
    a.is_hit,
    CASE WHEN a.is_hit = 1 THEN @f64(a.weight) / 1000000 ELSE @f64(a.weight) / 1000000 * s.factor END AS weight
  FROM accounts a CROSS JOIN scale s LEFT JOIN ruled_out r ON r.account_id = a.account_id
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
