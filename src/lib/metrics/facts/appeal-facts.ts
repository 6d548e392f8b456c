import type { MetricQuery } from "../definition.js";

/** One row for each action that was appealed: whether an appeal was decided, and whether one was won. */
export const appealFacts: MetricQuery = {
  table: "appeal_facts",
  title: "Appeals by action",
  reads: [{ table: "appeals", columns: ["action_id", "outcome"] }],
  keys: ["action_id"],
  sums: {},
  sql: `SELECT
  action_id,
  max(CASE WHEN outcome IN ('upheld', 'overturned') THEN 1 ELSE 0 END) AS decided,
  max(CASE WHEN outcome = 'overturned' THEN 1 ELSE 0 END) AS overturned
FROM appeals
GROUP BY action_id
ORDER BY action_id`,
};
