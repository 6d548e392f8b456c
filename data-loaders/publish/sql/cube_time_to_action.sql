WITH detections AS (
  SELECT coalesce(event_id, account_id) AS item, min(hit_at) AS detected_at
  FROM rule_hits
  WHERE environment = 'live' AND NOT coalesce(held_out, FALSE)
  GROUP BY 1
),
first_reports AS (
  SELECT coalesce(event_id, account_id) AS item, min(reported_at) AS detected_at
  FROM reports
  GROUP BY 1
),
items AS (
  SELECT item, min(detected_at) AS detected_at
  FROM (
    SELECT item, detected_at FROM detections
    UNION ALL
    SELECT item, detected_at FROM first_reports
  ) found
  GROUP BY 1
),
acted AS (
  SELECT i.item AS item, min(a.action_at) AS ended_at
  FROM items i
  JOIN actions a ON coalesce(a.event_id, a.account_id) = i.item
  WHERE a.action_at >= i.detected_at AND a.action_type <> 'none'
  GROUP BY 1
),
cleared AS (
  SELECT i.item AS item, min(d.decided_at) AS ended_at
  FROM items i
  JOIN review_jobs j ON coalesce(j.event_id, j.account_id) = i.item
  JOIN review_decisions d ON d.job_id = j.job_id
  WHERE d.decided_at >= i.detected_at AND d.label = 'false_positive'
  GROUP BY 1
),
ends AS (
  SELECT max(ended_at) AS data_end
  FROM (
    SELECT max(action_at) AS ended_at FROM actions
    UNION ALL
    SELECT max(detected_at) AS ended_at FROM items
  ) last_times
),
outcomes AS (
  SELECT
    @day(i.detected_at) AS day,
    CASE
      WHEN a.ended_at IS NOT NULL AND (c.ended_at IS NULL OR a.ended_at <= c.ended_at) THEN 'actioned'
      WHEN c.ended_at IS NOT NULL THEN 'cleared'
      ELSE 'open'
    END AS outcome,
    @secs(
      i.detected_at,
      CASE
        WHEN a.ended_at IS NOT NULL AND (c.ended_at IS NULL OR a.ended_at <= c.ended_at) THEN a.ended_at
        WHEN c.ended_at IS NOT NULL THEN c.ended_at
        ELSE e.data_end
      END
    ) AS seconds
  FROM items i
  CROSS JOIN ends e
  LEFT JOIN acted a ON a.item = i.item
  LEFT JOIN cleared c ON c.item = i.item
)
SELECT day, outcome, @log_bin(seconds, 2) AS bin, count(*) AS items
FROM outcomes
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
