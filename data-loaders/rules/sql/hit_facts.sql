-- The hits that rules are judged by: what the platform did, or, where the source does not say, what the rule files would have hit.
SELECT hit_id, rule_id AS rule, version, environment, account_id, hit_at, held_out
FROM rule_hits
UNION ALL
SELECT
  rule_id || ':' || @text(version) || ':' || account_id || ':' || coalesce(event_id, @text(hit_at)) AS hit_id,
  rule_id AS rule,
  version,
  CASE WHEN state IN ('enforce', 'limited') THEN 'live' ELSE 'shadow' END AS environment,
  account_id,
  hit_at,
  held_out
FROM evaluated_hits
WHERE (SELECT count(*) FROM rule_hits) = 0
ORDER BY hit_at, hit_id
