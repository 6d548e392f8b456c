-- Twelve hits of each rule in its last 28 days with hits, drawn at random and the same for good.
WITH recent AS (
  SELECT h.hit_id, h.rule, h.version, h.environment, h.account_id, h.hit_at,
    row_number() OVER (PARTITION BY h.rule ORDER BY @h60('sample:' || h.hit_id), h.hit_id) AS place
  FROM hit_facts h
  JOIN (SELECT rule, max(hit_at) AS last_at FROM hit_facts GROUP BY rule) l ON l.rule = h.rule
  WHERE @secs(h.hit_at, l.last_at) < 2419200
)
SELECT s.rule AS rule, s.place AS place, s.version AS version, s.environment AS environment, s.account_id AS account_id, s.hit_at AS hit_at, r.label AS label
FROM recent s
JOIN rule_reach r ON r.rule = s.rule AND r.account_id = s.account_id
WHERE s.place <= 12
ORDER BY rule, place
