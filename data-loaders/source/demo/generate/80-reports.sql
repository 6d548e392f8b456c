-- Users report some of the spam that they see, and some of what they dislike.
CREATE TABLE reports AS
SELECT
  'r' || substr(event_id, 2) AS report_id,
  account_name(CAST(hash(hash({seed}::BIGINT, 'reporter', event_id)) % {accounts} AS BIGINT)) AS reporter_id,
  account_id,
  event_id,
  CASE WHEN is_spam THEN CASE WHEN u('reason', event_id) < 0.7 THEN 'spam' ELSE 'scam' END ELSE ['spam', 'harassment', 'false_information', 'other'][pick('reason', event_id, 4)] END AS reason,
  occurred_at + to_seconds(CAST(60 + 40000 * power(u('delay', event_id), 3) AS BIGINT)) AS reported_at
FROM events
WHERE views > 0 AND u('report', event_id) < CASE WHEN is_spam THEN 0.005 ELSE 0.0012 END;

-- A brigade reports people who broke no rule.
INSERT INTO reports
SELECT
  'rb' || lpad(CAST(p.i AS VARCHAR), 8, '0') || lpad(CAST(n AS VARCHAR), 3, '0'),
  p.account_id,
  account_name(CAST(hash({seed}::BIGINT, 'victim', n % 25) % {accounts} AS BIGINT)),
  NULL,
  'harassment',
  CAST(window_start() + p.spam_from AS TIMESTAMP) + to_seconds(CAST(n * 7200 + 1800 * u2('brigade', p.i, n) AS BIGINT))
FROM people p CROSS JOIN range(40) AS times (n)
WHERE p.kind = 'report_brigade' AND p.spam_from >= 0;

DELETE FROM reports WHERE reported_at >= window_end() OR reporter_id = account_id;
