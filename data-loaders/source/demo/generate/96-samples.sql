-- Labellers of prevalence samples are tested with items of their own, whose answers are known.
CREATE TABLE prevalence_gold AS
SELECT 'jp' || substr(event_id, 2) AS job_id, event_id, account_id, occurred_at + INTERVAL 1 DAY AS enqueued_at, is_spam,
  CASE WHEN u('gold verdict', event_id) < CASE WHEN is_spam THEN 0.94 ELSE 0.0015 END THEN 'true_positive' ELSE 'false_positive' END AS label
FROM events
WHERE views > 0 AND u('prevalence gold', event_id) < CASE WHEN is_spam THEN 0.02 ELSE 0.025 END AND occurred_at + INTERVAL 3 DAY < window_end();

INSERT INTO review_jobs
SELECT job_id, 'prevalence', account_id, event_id, NULL, enqueued_at, enqueued_at + INTERVAL 2 DAY, 'gold', NULL, 1.0, CASE WHEN is_spam THEN 'true_positive' ELSE 'false_positive' END
FROM prevalence_gold;

INSERT INTO review_decisions
SELECT 'd' || substr(job_id, 2) || '0', job_id, 'reviewer-' || lpad(CAST(pick('prevalence reviewer', job_id, 25) AS VARCHAR), 2, '0'), label, NULL,
  enqueued_at + to_seconds(CAST(600 + 80000 * u('labelled', job_id) AS BIGINT)), CAST(10 + 40 * u('handle', job_id) AS INTEGER)
FROM prevalence_gold;

-- Prevalence: each day about 350 events, drawn with a probability that grows with their views.
CREATE TABLE prevalence_samples AS
WITH viewed AS (
  SELECT event_id, CAST(occurred_at AS DATE) AS day, views, is_spam, sum(views) OVER (PARTITION BY CAST(occurred_at AS DATE)) AS day_views FROM events WHERE views > 0
),
drawn AS (
  SELECT *, least(1.0, 350.0 * views / day_views) AS inclusion_prob FROM viewed
)
SELECT
  'v' || substr(event_id, 2) AS sample_id,
  event_id,
  day AS sampled_on,
  views,
  inclusion_prob,
  CASE WHEN u('unsure label', event_id) < 0.008 THEN 'uncertain'
    WHEN u('label', event_id) < CASE WHEN is_spam THEN 0.94 ELSE 0.0015 END THEN 'violating' ELSE 'benign' END AS label
FROM drawn
WHERE u('sampled', event_id) < inclusion_prob;

CREATE TABLE protected_accounts AS
SELECT a.account_id, ['emergency service', 'election authority', 'news organisation', 'public health'][pick('protected', a.account_id, 4)] AS why
FROM (SELECT *, row_number() OVER (ORDER BY followers DESC, account_id) AS place FROM accounts) AS a
WHERE a.place <= 3 OR (a.is_verified AND u('protects', a.account_id) < 0.6);

-- A release a month, ten days after the month's end. Later releases restate about one figure in six.
CREATE TABLE published_metrics AS
WITH months AS (
  SELECT DISTINCT CAST(date_trunc('month', day) AS DATE) AS month FROM (SELECT CAST(window_start() + CAST(d AS INTEGER) AS DATE) AS day FROM range({days}) AS series (d)) AS days
),
figures AS (
  SELECT p.name AS series, CAST(date_trunc('month', action_at) AS DATE) AS month, 'Accounts actioned' AS metric, CAST(count(DISTINCT account_id) AS DOUBLE) AS value
  FROM actions a JOIN policies p USING (policy_id) WHERE event_id IS NULL GROUP BY ALL
  UNION ALL
  SELECT p.name, CAST(date_trunc('month', action_at) AS DATE), 'Content actioned', CAST(count(DISTINCT event_id) AS DOUBLE)
  FROM actions a JOIN policies p USING (policy_id) WHERE event_id IS NOT NULL GROUP BY ALL
  UNION ALL
  SELECT p.name, CAST(date_trunc('month', action_at) AS DATE), 'Appeals', CAST(count(*) AS DOUBLE)
  FROM appeals JOIN actions USING (action_id) JOIN policies p USING (policy_id) GROUP BY ALL
),
released AS (
  SELECT f.*, m.month AS of_month, CAST(m.month + INTERVAL 1 MONTH + INTERVAL 9 DAY AS DATE) AS released_on
  FROM figures f JOIN months m ON m.month >= f.month
)
SELECT
  series,
  strftime(month, '%Y-%m') AS period,
  metric,
  CASE WHEN u('restated', series || metric || month) < 0.17 AND of_month > month THEN round(value * (1.02 + 0.06 * u('restated by', series || metric || month))) ELSE value END AS value,
  strftime(of_month, '%Y-%m') AS release,
  released_on
FROM released
WHERE released_on <= CAST(window_end() AS DATE);
