import type { MetricQuery } from "../definition.js";

/**
 * One row for each action, with where it was taken and whether it counts: what all metrics of actions add up.
 * An action stands unless it was reversed within 24 hours. A column that the source never fills (no report, no views on any
 * action) is unknown throughout, not zero.
 */
export const actionFacts: MetricQuery = {
  table: "action_facts",
  title: "Actions with where they were taken",
  reads: [
    { table: "actions" },
    {
      table: "events",
      columns: ["event_id", "surface"],
      optional: { event_id: "VARCHAR", surface: "VARCHAR" },
    },
    {
      table: "accounts",
      columns: ["account_id", "country"],
      optional: { account_id: "VARCHAR", country: "VARCHAR" },
    },
  ],
  keys: ["action_id"],
  sums: {},
  sql: `WITH known AS (
  SELECT count(first_report_at) AS reported, count(views_before) AS viewed FROM actions
),
facts AS (
  SELECT
    a.action_id AS action_id,
    @day(a.action_at) AS day,
    coalesce(a.policy_id, '') AS policy,
    coalesce(e.surface, '') AS surface,
    coalesce(p.country, '') AS country,
    CASE
      WHEN a.automated_decision IS NULL THEN ''
      WHEN a.automated_decision THEN 'automated'
      ELSE 'manual'
    END AS auto,
    a.action_type AS action_type,
    a.event_id AS event_id,
    a.account_id AS account_id,
    a.action_at AS action_at,
    a.first_report_at AS first_report_at,
    a.views_before AS views_before,
    a.reversed_at AS reversed_at,
    a.via_appeal AS via_appeal,
    CASE WHEN a.reversed_at IS NULL OR @secs(a.action_at, a.reversed_at) >= 86400 THEN 1 ELSE 0 END AS stands,
    k.reported AS reported,
    k.viewed AS viewed
  FROM actions a
  CROSS JOIN known k
  LEFT JOIN events e ON e.event_id = a.event_id
  LEFT JOIN accounts p ON p.account_id = a.account_id
  WHERE a.action_type <> 'none' AND a.action_at IS NOT NULL
)
SELECT
  action_id, day, policy, surface, country, auto, action_type, event_id, account_id, action_at, reversed_at, via_appeal,
  CASE
    WHEN event_id IS NOT NULL AND stands = 1
      AND row_number() OVER (PARTITION BY event_id, stands ORDER BY action_at, action_id) = 1
    THEN 1 ELSE 0
  END AS first_of_content,
  CASE
    WHEN stands = 1
      AND row_number() OVER (PARTITION BY account_id, stands ORDER BY action_at, action_id) = 1
    THEN 1 ELSE 0
  END AS first_of_account,
  CASE
    WHEN reported = 0 THEN NULL
    WHEN first_report_at IS NULL OR first_report_at > action_at THEN 1
    ELSE 0
  END AS proactive,
  CASE WHEN viewed = 0 THEN NULL ELSE views_before END AS views_before
FROM facts
ORDER BY action_id`,
};
