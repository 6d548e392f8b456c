import type { MetricQuery } from "../definition.js";

/**
 * Items (content, or accounts where no content is named) by the day of their first detection by a rule or first report, by
 * what they came to first, and by the bin of seconds until then; items still open by the seconds until the data end.
 */
export const timeToActionQuery: MetricQuery = {
  table: "metric_time_to_action",
  title: "Time from detection to action",
  reads: [
    { table: "rule_hits", columns: ["hit_at", "environment", "held_out", "event_id", "account_id"] },
    { table: "actions", columns: ["action_at", "action_type", "event_id", "account_id"] },
    {
      table: "reports",
      columns: ["reported_at", "event_id", "account_id"],
      optional: { reported_at: "TIMESTAMP", event_id: "VARCHAR", account_id: "VARCHAR" },
    },
    {
      table: "review_jobs",
      columns: ["job_id", "event_id", "account_id"],
      optional: { job_id: "VARCHAR", event_id: "VARCHAR", account_id: "VARCHAR" },
    },
    {
      table: "review_decisions",
      columns: ["job_id", "label", "decided_at"],
      optional: { job_id: "VARCHAR", label: "VARCHAR", decided_at: "TIMESTAMP" },
    },
  ],
  keys: ["day", "outcome", "bin"],
  sums: { items: "items first detected or reported on the day" },
  sql: `WITH found AS (
  SELECT coalesce('e:' || event_id, 'a:' || account_id) AS item, account_id, hit_at AS found_at
  FROM rule_hits
  WHERE environment = 'live' AND NOT coalesce(held_out, FALSE)
  UNION ALL
  SELECT coalesce('e:' || event_id, 'a:' || account_id) AS item, account_id, reported_at AS found_at
  FROM reports
),
items AS (
  SELECT item, min(account_id) AS account_id, min(found_at) AS found_at
  FROM found
  WHERE found_at IS NOT NULL
  GROUP BY item
),
acts AS (
  SELECT coalesce('e:' || event_id, 'a:' || account_id) AS item, action_at
  FROM actions
  WHERE action_type <> 'none'
),
acted AS (
  SELECT i.item AS item, min(a.action_at) AS first_at, min(CASE WHEN a.action_at >= i.found_at THEN a.action_at END) AS ended_at
  FROM items i
  JOIN acts a ON a.item = i.item
  GROUP BY i.item
),
with_account AS (
  SELECT i.item AS item, min(a.action_at) AS ended_at
  FROM items i
  JOIN acts a ON a.item = 'a:' || i.account_id
  WHERE a.item <> i.item AND a.action_at >= i.found_at
  GROUP BY i.item
),
clearances AS (
  SELECT coalesce('e:' || j.event_id, 'a:' || j.account_id) AS item, d.decided_at AS decided_at
  FROM review_jobs j
  JOIN review_decisions d ON d.job_id = j.job_id
  WHERE d.label = 'false_positive'
),
cleared AS (
  SELECT i.item AS item, min(c.decided_at) AS ended_at
  FROM items i
  JOIN clearances c ON c.item = i.item
  WHERE c.decided_at >= i.found_at
  GROUP BY i.item
),
ends AS (
  SELECT max(last_at) AS data_end
  FROM (
    SELECT max(action_at) AS last_at FROM actions
    UNION ALL
    SELECT max(found_at) AS last_at FROM found
    UNION ALL
    SELECT max(decided_at) AS last_at FROM clearances
  ) last_times
),
times AS (
  SELECT
    i.found_at AS found_at,
    CASE
      WHEN a.ended_at IS NULL THEN w.ended_at
      WHEN w.ended_at IS NULL OR a.ended_at <= w.ended_at THEN a.ended_at
      ELSE w.ended_at
    END AS acted_at,
    c.ended_at AS cleared_at,
    e.data_end AS data_end
  FROM items i
  CROSS JOIN ends e
  LEFT JOIN acted a ON a.item = i.item
  LEFT JOIN with_account w ON w.item = i.item
  LEFT JOIN cleared c ON c.item = i.item
  WHERE a.first_at IS NULL OR a.first_at >= i.found_at
),
ended AS (
  SELECT
    @day(found_at) AS day,
    CASE
      WHEN acted_at IS NOT NULL AND (cleared_at IS NULL OR acted_at <= cleared_at) THEN 'actioned'
      WHEN cleared_at IS NOT NULL THEN 'cleared'
      ELSE 'open'
    END AS outcome,
    @secs(
      found_at,
      CASE
        WHEN acted_at IS NOT NULL AND (cleared_at IS NULL OR acted_at <= cleared_at) THEN acted_at
        WHEN cleared_at IS NOT NULL THEN cleared_at
        ELSE data_end
      END
    ) AS seconds
  FROM times
)
SELECT day, outcome, @log_bin((seconds + 1), 4) AS bin, count(*) AS items
FROM ended
GROUP BY day, outcome, @log_bin((seconds + 1), 4)
ORDER BY day, outcome, bin`,
};
