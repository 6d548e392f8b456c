-- Accounts left alone on purpose against those acted on, by the outcome of the 28 days after a rule's first live hit; accounts whose 28
-- days are not over are left out. An account stays where the draw put it, whatever other rules did: by intention to treat.
WITH firsts AS (
  SELECT rule, account_id, min(hit_at) AS from_at, max(CASE WHEN held_out THEN 1 ELSE 0 END) AS held_out
  FROM hit_facts
  WHERE environment = 'live' AND rule IN (SELECT rule FROM hit_facts WHERE held_out)
  GROUP BY rule, account_id
),
followed AS (
  SELECT * FROM firsts WHERE @add_s(from_at, 2419200) <= (SELECT max(occurred_at) FROM events)
),
seen AS (
  SELECT f.rule, f.account_id, sum(e.views) AS views
  FROM followed f
  JOIN events e ON e.account_id = f.account_id
  WHERE e.occurred_at > f.from_at AND e.occurred_at <= @add_s(f.from_at, 2419200)
  GROUP BY f.rule, f.account_id
),
actioned AS (
  SELECT DISTINCT f.rule, f.account_id
  FROM followed f
  JOIN actions a ON a.account_id = f.account_id
  WHERE a.action_type <> 'none' AND a.action_at >= f.from_at AND a.action_at <= @add_s(f.from_at, 2419200)
)
SELECT
  f.rule AS rule,
  f.held_out AS held_out,
  count(*) AS accounts,
  @i64(coalesce(sum(s.views), 0)) AS views,
  @f64(coalesce(sum(CAST(s.views AS DECIMAL(18, 0)) * CAST(s.views AS DECIMAL(18, 0))), 0)) AS views_squared,
  count(a.account_id) AS actioned
FROM followed f
LEFT JOIN seen s ON s.rule = f.rule AND s.account_id = f.account_id
LEFT JOIN actioned a ON a.rule = f.rule AND a.account_id = f.account_id
GROUP BY f.rule, f.held_out
ORDER BY rule, held_out
