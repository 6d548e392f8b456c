-- One action for all rules that hit an account in an hour, the strongest; the same again only after three days.
CREATE MACRO severity(action) AS list_position(['label', 'challenge', 'visibility_limit', 'interaction_limit', 'content_remove', 'account_lock', 'account_suspend'], action);

CREATE TABLE decided AS
WITH ranked AS (
  SELECT *, row_number() OVER (PARTITION BY account_id, hit_at ORDER BY severity(action) DESC, rule_id, version) AS place FROM rule_hits WHERE acts
),
firsts AS (
  SELECT *, lag(hit_at) OVER (PARTITION BY account_id, action ORDER BY hit_at) AS last_at FROM ranked WHERE place = 1
)
SELECT 'x' || substr(hit_id, 2) AS action_id, account_id, hit_at, action_at, action, policy_id, hit_id
FROM firsts
WHERE last_at IS NULL OR hit_at - last_at > INTERVAL 3 DAY;

CREATE TABLE all_actions AS
WITH taken AS (
  SELECT action_id, account_id, CAST(NULL AS VARCHAR) AS event_id, action AS action_type, policy_id, action_at, 'own_initiative' AS source_type, TRUE AS automated FROM decided
  UNION ALL
  SELECT 'xm' || substr(account_id, 2), account_id, NULL, 'account_suspend', policy_id, action_at, 'user_report', FALSE FROM manual_actions WHERE action_at < window_end()
  UNION ALL
  -- What a locked account posted in its last two days is removed with it.
  SELECT 'xc' || substr(e.event_id, 2), e.account_id, e.event_id, 'content_remove', d.policy_id, d.action_at, 'own_initiative', TRUE
  FROM decided d JOIN events e ON e.account_id = d.account_id AND e.occurred_at <= d.action_at AND e.occurred_at > d.action_at - INTERVAL 2 DAY AND e.event_type IN ('post', 'reply')
  WHERE d.action IN ('account_lock', 'account_suspend')
),
deduplicated AS (
  SELECT *, row_number() OVER (PARTITION BY coalesce(event_id, action_id) ORDER BY action_at, action_id) AS place FROM taken
)
SELECT
  t.action_id, t.account_id, t.event_id, t.action_type, t.policy_id, t.action_at, t.source_type, t.automated,
  p.is_spammer OR (p.kind = 'compromised' AND CAST(t.action_at AS DATE) BETWEEN window_start() + p.spam_from AND window_start() + p.spam_to) AS is_right,
  r.first_report_at,
  u('appeals', t.action_id) AS x_appeal,
  u('outcome', t.action_id) AS x_outcome,
  u('speed', t.action_id) AS x_speed
FROM deduplicated t JOIN people p USING (account_id) LEFT JOIN reported r USING (account_id)
WHERE place = 1;

CREATE TABLE appeals AS
WITH filed AS (
  SELECT *, action_at + to_seconds(CAST(600 + 259200 * power(x_speed, 3) AS BIGINT)) AS filed_at,
    action_at + to_seconds(CAST(600 + 259200 * power(x_speed, 3) + 14400 + 700000 * u('decides', action_id) AS BIGINT)) AS would_decide_at
  FROM all_actions
  WHERE action_type <> 'challenge' AND event_id IS NULL AND x_appeal < CASE WHEN is_right THEN 0.05 ELSE 0.16 END
)
SELECT
  'p' || substr(action_id, 2) AS appeal_id,
  action_id,
  filed_at,
  CASE WHEN would_decide_at >= window_end() THEN 'pending' WHEN u('withdraws', action_id) < 0.03 THEN 'withdrawn'
    WHEN x_outcome < CASE WHEN is_right THEN 0.05 ELSE 0.78 END THEN 'overturned' ELSE 'upheld' END AS outcome,
  CASE WHEN would_decide_at < window_end() THEN would_decide_at END AS decided_at,
  CASE WHEN would_decide_at < window_end() THEN 'reviewer-' || lpad(CAST(pick('appeal reviewer', action_id, 25) AS VARCHAR), 2, '0') END AS reviewer_id
FROM filed
WHERE filed_at < window_end();

CREATE TABLE actions AS
SELECT
  a.action_id, a.account_id, a.event_id, a.action_type, a.policy_id, a.action_at,
  CASE WHEN a.action_type IN ('interaction_limit', 'visibility_limit') THEN a.action_at + INTERVAL 7 DAY END AS expires_at,
  a.source_type,
  a.automated AS automated_detection,
  a.automated AS automated_decision,
  CASE WHEN a.first_report_at < window_end() THEN a.first_report_at END AS first_report_at,
  CASE WHEN e.event_id IS NOT NULL AND e.views IS NOT NULL
    THEN CAST(floor(e.views * least(1, 0.08 + greatest(0, date_diff('second', e.occurred_at, a.action_at)) / 172800.0)) AS BIGINT) END AS views_before,
  CASE WHEN p.outcome = 'overturned' THEN p.decided_at
    WHEN NOT a.is_right AND p.appeal_id IS NULL AND u('restored', a.action_id) < 0.12 AND a.action_at + to_seconds(CAST(3600 + 500000 * a.x_speed AS BIGINT)) < window_end()
      THEN a.action_at + to_seconds(CAST(3600 + 500000 * a.x_speed AS BIGINT)) END AS reversed_at,
  CASE WHEN p.outcome = 'overturned' THEN TRUE
    WHEN NOT a.is_right AND p.appeal_id IS NULL AND u('restored', a.action_id) < 0.12 AND a.action_at + to_seconds(CAST(3600 + 500000 * a.x_speed AS BIGINT)) < window_end() THEN FALSE END AS via_appeal
FROM all_actions a LEFT JOIN appeals p USING (action_id) LEFT JOIN events e ON e.event_id = a.event_id;

CREATE TABLE action_rules AS
SELECT d.action_id, h.hit_id, h.hit_id = d.hit_id AS is_primary
FROM decided d JOIN rule_hits h ON h.account_id = d.account_id AND h.hit_at = d.hit_at AND h.acts
WHERE d.action_id IN (SELECT action_id FROM actions);
