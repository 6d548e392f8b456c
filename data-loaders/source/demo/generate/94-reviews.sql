-- Twenty-five reviewers, each with a sensitivity and a specificity of their own.
CREATE TABLE reviewers AS
SELECT n, 'reviewer-' || lpad(CAST(n AS VARCHAR), 2, '0') AS reviewer_id, 0.85 + 0.14 * u('sensitivity', n) AS sensitivity, 0.90 + 0.09 * u('specificity', n) AS specificity
FROM range(1, 26) AS numbers (n);

CREATE TABLE hit_truth AS
SELECT h.*, p.i,
  p.is_spammer OR (p.kind = 'compromised' AND CAST(h.hit_at AS DATE) BETWEEN window_start() + p.spam_from AND window_start() + p.spam_to) AS is_violating,
  p.policy_id AS true_policy_id
FROM rule_hits h JOIN people p USING (account_id);

-- Rule quality: of each rule's hits in a month, at most forty, drawn without replacement.
CREATE TABLE drawn_hits AS
WITH framed AS (
  SELECT *, strftime(hit_at, '%Y-%m') AS month,
    row_number() OVER (PARTITION BY rule_id, strftime(hit_at, '%Y-%m') ORDER BY u('draw', hit_id), hit_id) AS place,
    count(*) OVER (PARTITION BY rule_id, strftime(hit_at, '%Y-%m')) AS frame_size
  FROM hit_truth
)
SELECT *, least(40, frame_size) AS selected, rule_id || ':' || month AS stratum FROM framed WHERE place <= 40;

CREATE TABLE review_frames AS
SELECT DISTINCT 'rule-quality-' || month AS run_id, 'rule_quality' AS queue, stratum, frame_size, selected FROM drawn_hits;

-- Baseline: three hundred of each month's active accounts, whatever rules say.
CREATE TABLE drawn_baseline AS
WITH active AS (
  SELECT DISTINCT account_id, strftime(occurred_at, '%Y-%m') AS month, CAST(date_trunc('month', occurred_at) AS DATE) AS first_day FROM events
),
framed AS (
  SELECT *, row_number() OVER (PARTITION BY month ORDER BY u2('baseline', account_id, month), account_id) AS place, count(*) OVER (PARTITION BY month) AS frame_size FROM active
)
SELECT f.*, least(300, frame_size) AS selected,
  p.is_spammer AND f.first_day + 30 > window_start() + p.spam_from AS is_violating
FROM framed f JOIN people p USING (account_id) WHERE place <= 300;

INSERT INTO review_frames SELECT DISTINCT 'baseline-' || month, 'baseline', 'baseline:' || month, frame_size, selected FROM drawn_baseline;

CREATE TABLE review_work AS
SELECT 'jq' || substr(hit_id, 2) AS job_id, 'rule_quality' AS queue, account_id, hit_id, hit_at + to_seconds(3600 * (2 + CAST(hash(hit_id) % 20 AS BIGINT))) AS enqueued_at,
  'stratified' AS sample_design, stratum, CAST(selected AS DOUBLE) / frame_size AS inclusion_prob, is_violating, is_violating AND true_policy_id <> policy_id AND u('novel', hit_id) < 0.12 AS is_other, FALSE AS is_gold
FROM drawn_hits
UNION ALL
SELECT 'jb' || substr(account_id, 2) || month, 'baseline', account_id, NULL, CAST(first_day AS TIMESTAMP) + to_seconds(86400 * (1 + CAST(hash(account_id, month) % 20 AS BIGINT))),
  'baseline', 'baseline:' || month, CAST(selected AS DOUBLE) / frame_size, is_violating, FALSE, FALSE
FROM drawn_baseline
UNION ALL
-- Audit: three in a hundred actions are looked at again, at random.
SELECT 'ja' || substr(d.action_id, 2), 'audit', d.account_id, d.hit_id, d.action_at + to_seconds(86400 * (1 + CAST(hash(d.action_id) % 5 AS BIGINT))),
  'audit', NULL, 0.03, t.is_violating, FALSE, FALSE
FROM decided d JOIN hit_truth t USING (hit_id) WHERE u('audit', d.action_id) < 0.03
UNION ALL
-- Gold: items whose answer is known, among the rest.
SELECT 'jg' || substr(hit_id, 2), 'rule_quality', account_id, hit_id, hit_at + to_seconds(90000), 'gold', NULL, 1.0, is_violating, FALSE, TRUE
FROM hit_truth WHERE u('gold', hit_id) < least(0.08, 9000.0 / (SELECT count(*) FROM hit_truth));

CREATE TABLE review_jobs AS
SELECT job_id, queue, account_id, CAST(NULL AS VARCHAR) AS event_id, hit_id, enqueued_at, enqueued_at + INTERVAL 2 DAY AS due_at, sample_design, stratum, inclusion_prob,
  CASE WHEN is_gold THEN CASE WHEN is_violating THEN 'true_positive' ELSE 'false_positive' END END AS gold_label
FROM review_work
WHERE enqueued_at < window_end();

CREATE TABLE review_decisions AS
WITH turns AS (
  SELECT w.*, turns.n AS turn, r.reviewer_id, r.sensitivity, r.specificity, u2('verdict', w.job_id, turns.n) AS x, u2('unsure', w.job_id, turns.n) AS x_unsure,
    w.enqueued_at + to_seconds(CAST(1800 + 190000 * power(u2('when', w.job_id, 0), 1.5) + turns.n * (3600 + 90000 * u2('again', w.job_id, turns.n)) AS BIGINT)) AS decided_at
  FROM review_work w CROSS JOIN range(2) AS turns (n) JOIN reviewers r ON r.n = pick2('reviewer', w.job_id, turns.n, 25)
  WHERE u('answers', w.job_id) < 0.94 AND w.enqueued_at < window_end()
),
labelled AS (
  SELECT *, CASE WHEN x_unsure < 0.015 THEN 'uncertain' WHEN (x < CASE WHEN is_violating THEN sensitivity ELSE 1 - specificity END) THEN CASE WHEN is_other THEN 'novel' ELSE 'true_positive' END ELSE 'false_positive' END AS label
  FROM turns
),
seconds AS (
  -- Each false positive, and one true positive in twenty, is looked at twice; gold items once.
  SELECT job_id FROM labelled WHERE turn = 0 AND NOT is_gold AND sample_design <> 'audit' AND (label = 'false_positive' OR u('second', job_id) < 0.05)
)
SELECT 'd' || substr(job_id, 2) || turn AS decision_id, job_id, reviewer_id, label,
  CASE WHEN label = 'true_positive' THEN 'account_lock' WHEN label = 'false_positive' THEN 'none' END AS decision,
  decided_at,
  CAST(25 + 120 * u2('handle', job_id, turn) AS INTEGER) AS handle_seconds
FROM labelled
WHERE (turn = 0 OR job_id IN (SELECT job_id FROM seconds)) AND decided_at < window_end();
