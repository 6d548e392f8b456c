import type { MetricQuery } from "../definition.js";

const accounts = {
  table: "accounts",
  columns: ["account_id", "country"],
  optional: { account_id: "VARCHAR", country: "VARCHAR" },
} as const;

/** Events by day, surface and country. */
export const eventsQuery: MetricQuery = {
  table: "metric_events",
  title: "Events by surface and country",
  reads: [
    {
      table: "events",
      day: "@day(events.occurred_at)",
      columns: ["occurred_at", "account_id", "surface", "views"],
    },
    accounts,
  ],
  day: "day",
  keys: ["day", "surface", "country"],
  sums: { events: "events", views: "views of them, where known" },
  sql: `SELECT
  @day(e.occurred_at) AS day,
  coalesce(e.surface, '') AS surface,
  coalesce(a.country, '') AS country,
  count(*) AS events,
  sum(e.views) AS views
FROM events e
LEFT JOIN accounts a ON a.account_id = e.account_id
WHERE @in_days(e.occurred_at)
GROUP BY @day(e.occurred_at), coalesce(e.surface, ''), coalesce(a.country, '')
ORDER BY day, surface, country`,
};

/** Account-days by the day and the account's previous active day, so that distinct accounts of any range are a sum. */
export const activeAccountsQuery: MetricQuery = {
  table: "metric_active_accounts",
  title: "Active accounts",
  reads: [
    {
      table: "events",
      day: "@day(events.occurred_at)",
      lookBack: Number.POSITIVE_INFINITY,
      columns: ["occurred_at", "account_id"],
    },
  ],
  day: "day",
  keys: ["day", "previous"],
  sums: { accounts: "accounts active on the day whose last active day before it was `previous`" },
  sql: `WITH account_days AS (
  SELECT DISTINCT @day(occurred_at) AS day, account_id FROM events WHERE occurred_at IS NOT NULL
),
gaps AS (
  SELECT day, @lag(day, 1, PARTITION BY account_id ORDER BY day) AS previous FROM account_days
)
SELECT day, previous, count(*) AS accounts
FROM gaps
WHERE @in_days(day)
GROUP BY day, previous
ORDER BY day, previous NULLS FIRST`,
};

/** User reports by day, reason and country of the account reported. */
export const reportsQuery: MetricQuery = {
  table: "metric_reports",
  title: "User reports by reason and country",
  reads: [{ table: "reports", day: "@day(reports.reported_at)" }, accounts],
  day: "day",
  keys: ["day", "reason", "country"],
  sums: { reports: "reports by users" },
  sql: `SELECT
  @day(r.reported_at) AS day,
  coalesce(r.reason, '') AS reason,
  coalesce(a.country, '') AS country,
  count(*) AS reports
FROM reports r
LEFT JOIN accounts a ON a.account_id = r.account_id
WHERE @in_days(r.reported_at)
GROUP BY @day(r.reported_at), coalesce(r.reason, ''), coalesce(a.country, '')
ORDER BY day, reason, country`,
};

/** Rule hits by day, rule and environment. */
export const hitsQuery: MetricQuery = {
  table: "metric_rule_hits",
  title: "Rule hits by rule and environment",
  reads: [
    { table: "rule_hits", day: "@day(rule_hits.hit_at)", columns: ["hit_at", "rule_id", "environment"] },
  ],
  day: "day",
  keys: ["day", "rule", "environment"],
  sums: { hits: "hits" },
  sql: `SELECT @day(hit_at) AS day, rule_id AS rule, environment, count(*) AS hits
FROM rule_hits
WHERE @in_days(hit_at)
GROUP BY @day(hit_at), rule_id, environment
ORDER BY day, rule, environment`,
};
