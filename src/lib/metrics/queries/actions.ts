import type { MetricQuery } from "../definition.js";

/** Actions by all that they can be cut by: what content and accounts actioned and the proactive rate add up. */
export const actionsQuery: MetricQuery = {
  table: "metric_actions",
  title: "Actions by policy, surface and country",
  reads: [{ table: "action_facts", day: "action_facts.day" }],
  day: "day",
  keys: ["day", "policy", "surface", "country", "auto", "action_type"],
  sums: {
    actions: "actions of any type",
    content: "pieces of content whose first action this was, unless reversed within 24 hours",
    accounts: "accounts whose first action this was, unless reversed within 24 hours",
    proactive: "actions taken before any report",
    proactive_known: "actions of which that is known",
  },
  sql: `SELECT
  day, policy, surface, country, auto, action_type,
  count(*) AS actions,
  sum(first_of_content) AS content,
  sum(first_of_account) AS accounts,
  sum(proactive) AS proactive,
  count(proactive) AS proactive_known
FROM action_facts
WHERE @in_days(day)
GROUP BY day, policy, surface, country, auto, action_type
ORDER BY day, policy, surface, country, auto, action_type`,
};
