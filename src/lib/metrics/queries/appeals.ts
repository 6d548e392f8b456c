import type { MetricQuery } from "../definition.js";

/** Actions that can be appealed, by the day of the action, and what came of their appeals. */
export const appealsQuery: MetricQuery = {
  table: "metric_appeals",
  title: "Appeals and restorations by day of the action",
  reads: [
    { table: "action_facts", day: "action_facts.day" },
    {
      table: "appeal_facts",
      from: "appeal_facts LEFT JOIN action_facts USING (action_id)",
      day: "action_facts.day",
    },
  ],
  day: "day",
  keys: ["day", "policy", "surface", "country", "auto"],
  sums: {
    appealable: "actions other than challenges",
    appealed: "of these, appealed at least once",
    decided: "of these, with an appeal upheld or overturned",
    overturned: "of these, with an appeal overturned",
    restored_without_appeal: "appealable actions reversed though no appeal was won",
  },
  sql: `SELECT
  f.day AS day, f.policy AS policy, f.surface AS surface, f.country AS country, f.auto AS auto,
  count(*) AS appealable,
  count(a.action_id) AS appealed,
  coalesce(sum(a.decided), 0) AS decided,
  coalesce(sum(a.overturned), 0) AS overturned,
  @count_if(f.reversed_at IS NOT NULL AND coalesce(a.overturned, 0) = 0 AND NOT coalesce(f.via_appeal, FALSE))
    AS restored_without_appeal
FROM action_facts f
LEFT JOIN appeal_facts a ON a.action_id = f.action_id
WHERE f.action_type <> 'challenge' AND @in_days(f.day)
GROUP BY f.day, f.policy, f.surface, f.country, f.auto
ORDER BY f.day, f.policy, f.surface, f.country, f.auto`,
};
