import type { MetricQuery, MetricRead } from "../definition.js";

const reads: readonly MetricRead[] = [
  { table: "rule_state_changes", columns: ["rule_id", "version", "state", "changed_at"] },
  {
    table: "rules",
    columns: ["rule_id", "policy_id"],
    optional: { rule_id: "VARCHAR", policy_id: "VARCHAR" },
  },
];

const policies = `policies AS (
  SELECT rule_id, min(policy_id) AS policy FROM rules GROUP BY rule_id
)`;

/** The order of changes that bear one time: by version, then as states follow one another in a rule's life. */
const inOrder = `changed_at, version, CASE state WHEN 'draft' THEN 0 WHEN 'shadow' THEN 1 WHEN 'review_only' THEN 2 WHEN 'limited' THEN 3
    WHEN 'enforce' THEN 4 WHEN 'paused' THEN 5 ELSE 6 END`;

/** How often rules went from one state to another, by day. A row of the log that leaves a rule in its state is no change. */
export const ruleChangesQuery: MetricQuery = {
  table: "metric_rule_changes",
  title: "Changes of rules' states",
  reads,
  keys: ["day", "policy", "came_from", "state"],
  sums: { changes: "times that a rule came into the state from another, or from none" },
  sql: `WITH ${policies},
changes AS (
  SELECT
    rule_id,
    state,
    changed_at,
    lag(state) OVER (PARTITION BY rule_id ORDER BY ${inOrder}) AS came_from
  FROM rule_state_changes
)
SELECT
  @day(c.changed_at) AS day,
  coalesce(p.policy, '') AS policy,
  coalesce(c.came_from, '') AS came_from,
  c.state AS state,
  count(*) AS changes
FROM changes c
LEFT JOIN policies p ON p.rule_id = c.rule_id
WHERE c.came_from IS NULL OR c.came_from <> c.state
GROUP BY @day(c.changed_at), coalesce(p.policy, ''), coalesce(c.came_from, ''), c.state
ORDER BY day, policy, came_from, state`,
};

/**
 * Times that rules came under watch (shadow or review_only), by the day when they did, by what that led to and by the whole minutes until
 * then: promoted (limited or enforce), withdrawn (draft, paused or retired), or still open when the data end.
 */
export const rulePromotionsQuery: MetricQuery = {
  table: "metric_rule_promotions",
  title: "What watching a rule led to",
  reads: [...reads, { table: "rule_hits", columns: ["hit_at"], optional: { hit_at: "TIMESTAMP" } }],
  keys: ["day", "policy", "outcome", "minutes"],
  sums: { stretches: "times that a rule came under watch" },
  sql: `WITH ${policies},
phases AS (
  SELECT
    rule_id,
    version,
    state,
    changed_at,
    CASE WHEN state IN ('shadow', 'review_only') THEN 'open' WHEN state IN ('limited', 'enforce') THEN 'promoted' ELSE 'withdrawn' END AS phase
  FROM rule_state_changes
),
moves AS (
  SELECT
    rule_id,
    version,
    state,
    changed_at,
    phase,
    lag(phase) OVER (PARTITION BY rule_id ORDER BY ${inOrder}) AS came_from
  FROM phases
),
turns AS (
  SELECT
    rule_id,
    phase,
    changed_at,
    lead(phase) OVER (PARTITION BY rule_id ORDER BY ${inOrder}) AS outcome,
    lead(changed_at) OVER (PARTITION BY rule_id ORDER BY ${inOrder}) AS ended_at
  FROM moves
  WHERE came_from IS NULL OR came_from <> phase
),
ends AS (
  SELECT max(last_at) AS data_end
  FROM (
    SELECT max(changed_at) AS last_at FROM rule_state_changes
    UNION ALL
    SELECT max(hit_at) AS last_at FROM rule_hits
  ) last_times
),
watched AS (
  SELECT
    @day(t.changed_at) AS day,
    coalesce(p.policy, '') AS policy,
    coalesce(t.outcome, 'open') AS outcome,
    @idiv(@secs(t.changed_at, coalesce(t.ended_at, e.data_end)), 60) AS minutes
  FROM turns t
  CROSS JOIN ends e
  LEFT JOIN policies p ON p.rule_id = t.rule_id
  WHERE t.phase = 'open'
)
SELECT day, policy, outcome, minutes, count(*) AS stretches
FROM watched
GROUP BY day, policy, outcome, minutes
ORDER BY day, policy, outcome, minutes`,
};
