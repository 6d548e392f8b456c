-- Which accounts each rule hit, what reviewers found of them, and which other rules that act did. An account is first hit by one of the
-- acting rules alone; a rule that does not act is first where it came before them. The union is what acting rules hit, or, where none acts, all.
WITH reach AS (
  SELECT
    rule,
    account_id,
    min(hit_at) AS first_hit_at,
    count(*) AS hits,
    max(CASE WHEN environment = 'live' THEN 1 ELSE 0 END) AS is_live
  FROM hit_facts
  GROUP BY rule, account_id
),
placed AS (
  SELECT
    rule,
    account_id,
    first_hit_at,
    hits,
    is_live,
    sum(is_live) OVER (PARTITION BY account_id) AS live_rules,
    min(CASE WHEN is_live = 1 THEN first_hit_at END) OVER (PARTITION BY account_id) AS live_first_at,
    row_number() OVER (PARTITION BY account_id, is_live ORDER BY first_hit_at, rule) AS place
  FROM reach
)
SELECT
  p.rule AS rule,
  p.account_id AS account_id,
  p.first_hit_at AS first_hit_at,
  p.hits AS hits,
  CASE WHEN p.live_rules > 0 OR (SELECT count(*) FROM hit_facts WHERE environment = 'live') = 0 THEN 1 ELSE 0 END AS in_union,
  CASE WHEN p.live_rules - p.is_live = 0 THEN 1 ELSE 0 END AS is_unique,
  CASE
    WHEN p.is_live = 1 THEN CASE WHEN p.place = 1 THEN 1 ELSE 0 END
    WHEN p.live_first_at IS NULL OR p.first_hit_at < p.live_first_at THEN 1
    ELSE 0
  END AS is_first,
  CASE
    WHEN l.account_id IS NULL THEN NULL
    WHEN l.violating IS NULL THEN 'uncertain'
    WHEN l.violating = 0 THEN 'false_positive'
    WHEN @idiv(l.ruled_out, b.value) % 2 = 1 THEN 'novel'
    ELSE 'true_positive'
  END AS label,
  coalesce(l.weight_micro, 0) AS weight_micro,
  coalesce(l.weight_squared_milli, 0) AS weight_squared_milli
FROM placed p
LEFT JOIN account_labels l ON l.account_id = p.account_id
LEFT JOIN rule_policies r ON r.rule = p.rule
LEFT JOIN policy_bits b ON b.policy_id = r.policy_id
ORDER BY rule, account_id
