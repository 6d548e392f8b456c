WITH primary_rules AS (
  SELECT r.action_id AS action_id, min(h.rule_id) AS rule
  FROM action_rules r
  JOIN rule_hits h ON h.hit_id = r.hit_id
  WHERE r.is_primary
  GROUP BY 1
)
SELECT
  f.day AS day,
  coalesce(p.rule, '') AS rule,
  f.policy AS policy,
  f.auto AS auto,
  count(*) AS actions
FROM action_facts f
LEFT JOIN primary_rules p ON p.action_id = f.action_id
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
