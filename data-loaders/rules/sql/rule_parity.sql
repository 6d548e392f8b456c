-- What the platform hit against what the rule files say, hit by hit.
WITH evaluated AS (
  SELECT DISTINCT rule_id AS rule, version, account_id, coalesce(event_id, '') AS event_id, @hour(hit_at) AS hour FROM evaluated_hits
),
platform AS (
  SELECT DISTINCT rule_id AS rule, version, account_id, coalesce(event_id, '') AS event_id, @hour(hit_at) AS hour
  FROM rule_hits
  WHERE environment IN ('live', 'shadow') AND rule_id IN (SELECT rule FROM rule_policies WHERE is_file = 1)
),
matched AS (
  SELECT
    coalesce(e.rule, p.rule) AS rule,
    e.rule IS NOT NULL AS in_files,
    p.rule IS NOT NULL AS in_platform
  FROM evaluated e
  FULL JOIN platform p
    ON p.rule = e.rule AND p.version = e.version AND p.account_id = e.account_id AND p.event_id = e.event_id AND p.hour = e.hour
)
SELECT
  rule,
  @count_if(in_files AND in_platform) AS both_hits,
  @count_if(in_files AND NOT in_platform) AS only_evaluated,
  @count_if(in_platform AND NOT in_files) AS only_platform
FROM matched
WHERE (SELECT count(*) FROM rule_hits) > 0
GROUP BY rule
ORDER BY rule
