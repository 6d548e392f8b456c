-- What rules hit, and when it ended an account's activity. A hit cannot depend on what happens later, so the platform may be
-- generated as if nothing were enforced, and cut where accounts were locked.
CREATE TABLE timed_hits AS
SELECT
  h.rule_id,
  h.version,
  h.account_id,
  h.hit_at,
  h.state,
  h.held_out,
  CASE WHEN h.state IN ('enforce', 'limited') THEN 'live' ELSE 'shadow' END AS environment,
  f.action,
  f.policy_id,
  h.state IN ('enforce', 'limited') AND NOT h.held_out AND f.action <> 'none' AS acts,
  h.hit_at + to_seconds(20 + CAST(hash(h.account_id, h.rule_id, h.hit_at) % 400 AS BIGINT)) AS action_at
FROM found_hits h JOIN rule_files f USING (rule_id)
WHERE h.hit_at < window_end();

CREATE TABLE reported AS
SELECT account_id, min(reported_at) AS first_report_at FROM reports GROUP BY account_id;

-- Reviewers act on a fifth of the reported spammers, hours or days later.
CREATE TABLE manual_actions AS
SELECT
  p.account_id,
  r.first_report_at + to_seconds(CAST(3600 + 200000 * power(u('manual delay', p.i), 2) AS BIGINT)) AS action_at,
  p.policy_id
FROM people p JOIN reported r USING (account_id)
WHERE p.is_spammer AND u('manual', p.i) < 0.2;

-- Activity ends with the hour before, so that no hour is cut in two: rules look at whole hours.
CREATE TABLE ends AS
SELECT account_id, date_trunc('hour', min(action_at)) AS ended_at
FROM (
  SELECT t.account_id, t.action_at FROM timed_hits t JOIN people p USING (account_id) WHERE acts AND t.action IN ('account_lock', 'account_suspend') AND p.is_spammer
  UNION ALL
  SELECT account_id, action_at FROM manual_actions
) AS terminal
WHERE action_at < window_end()
GROUP BY account_id;

DELETE FROM events USING ends WHERE events.account_id = ends.account_id AND events.occurred_at >= ends.ended_at;
DELETE FROM event_objects WHERE event_id NOT IN (SELECT event_id FROM events);
DELETE FROM sessions USING ends WHERE sessions.account_id = ends.account_id AND sessions.started_at >= ends.ended_at;
DELETE FROM reports WHERE event_id IS NOT NULL AND event_id NOT IN (SELECT event_id FROM events);
DELETE FROM timed_hits USING ends WHERE timed_hits.account_id = ends.account_id AND timed_hits.hit_at >= ends.ended_at;

-- Where the account was last active in the hour that the rules looked at.
CREATE TABLE hit_surfaces AS
SELECT h.account_id, h.hit_at, arg_max(e.surface, (e.occurred_at, e.event_id)) AS surface
FROM (SELECT DISTINCT account_id, hit_at, date_trunc('hour', hit_at) AS hour FROM timed_hits) h
JOIN events e ON e.account_id = h.account_id AND date_trunc('hour', e.occurred_at) = h.hour
GROUP BY h.account_id, h.hit_at;

CREATE TABLE rule_hits AS
SELECT
  'h' || md5(rule_id || ':' || version || ':' || account_id || ':' || strftime(hit_at, '%Y%m%d%H')) AS hit_id,
  rule_id, version, environment, CAST(NULL AS VARCHAR) AS event_id, account_id, hit_at, held_out, acts, action, policy_id, action_at,
  s.surface AS x_surface
FROM timed_hits LEFT JOIN hit_surfaces s USING (account_id, hit_at);

CREATE TABLE rule_run_stats AS
SELECT
  rule_id, version, environment,
  CAST(CAST(hit_at AS DATE) AS TIMESTAMP) AS bucket_start,
  (SELECT count(*) FROM account_days) // {days} AS runs,
  count(*) AS hits,
  count(DISTINCT account_id) AS hit_accounts
FROM rule_hits
GROUP BY ALL;
