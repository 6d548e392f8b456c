-- Every judged job of a probability sample, and how many accounts it stands for. A hit drawn stands for
-- 1 ÷ (chance × share of its stratum that was decided) hits, and an account hit m times is reached by m ways (Sirken 1970, multiplicity
-- estimator: each hit's weight is divided by m). Accounts without hits are reached by draws of accounts alone: once in each month in
-- which they were active; `factor` scales those of the baseline to the accounts that they stand for, and is 1 for all others.
WITH drawn AS (
  SELECT
    j.job_id,
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
    d.job_id,
    d.account_id,
    d.label,
    d.policy_bit,
    f.ways IS NOT NULL AS is_hit,
    d.sample_design = 'baseline' AS is_baseline,
    @micro(@ratio(1, d.inclusion_prob * r.share
      * coalesce(f.ways, CASE WHEN d.sample_design = 'census' THEN 1 ELSE a.months END, 1))) AS weight_micro
  FROM drawn d
  JOIN response r ON r.queue = d.queue AND r.stratum = d.stratum
  LEFT JOIN framed_accounts f ON f.account_id = d.account_id
  LEFT JOIN active a ON a.account_id = d.account_id
  WHERE d.label IS NOT NULL AND (f.ways IS NULL OR d.hit_id IS NOT NULL)
),
scale AS (
  SELECT CASE WHEN max(CASE WHEN is_baseline THEN 1 ELSE 0 END) = 1
    THEN @ratio((SELECT count(*) FROM active WHERE account_id NOT IN (SELECT account_id FROM framed_accounts)), sum(weight_micro)) * 1000000
    ELSE 1 END AS factor
  FROM judged
  WHERE NOT is_hit
)
SELECT
  j.job_id,
  j.account_id,
  j.label,
  j.policy_bit,
  CASE WHEN j.is_hit THEN 1 ELSE 0 END AS is_hit,
  j.weight_micro,
  CASE WHEN j.is_hit THEN 1 ELSE s.factor END AS factor
FROM judged j CROSS JOIN scale s
ORDER BY j.job_id
