import { count } from "../statistics/count.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { ruleChangesQuery } from "./queries/rule-life.js";
import { sum } from "./sums.js";

/** States in which a rule acts. */
export const actingStates = ["enforce", "limited"] as const;

/** States in which a rule is recorded, or sent to reviewers, and does not act. */
export const watchedStates = ["shadow", "review_only"] as const;

/** Rules in force. */
export const liveRules: MetricDefinition = {
  id: "live_rules",
  name: "Rules in force",
  group: "Detection",
  definition:
    "Rules that acted on accounts or content at the end of the period: enforced, in full or in part.",
  formula: "rules that came into enforce or limited, less those that left them, up to the day",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "rules",
  owner: "Detection",
  caveats: [
    "What the log says did run. What rule files say should run is another matter: see the page of a rule.",
    "A rule that ran before the log began is not in it.",
  ],
  degenerate: "No change of state on record: 0. No rule_state_changes table: no data.",
  better: "neither",
  tables: ["rule_state_changes"],
  columns: {},
  query: ruleChangesQuery,
  estimate: (rows) => count(rulesIn(rows, actingStates)),
};

/** Changes of rules' states. */
export const ruleChanges: MetricDefinition = {
  id: "rule_changes",
  name: "Changes of rules",
  group: "Detection",
  definition: "How often a rule went from one state to another in the period, its launch included.",
  formula: "rows of rule_state_changes whose state differs from the rule's last one",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "changes",
  owner: "Detection",
  caveats: ["A new version that leaves a rule in its state, and a wider rollout, are no change here."],
  degenerate: "No change in the period: 0. No rule_state_changes table: no data.",
  better: "neither",
  tables: ["rule_state_changes"],
  columns: {},
  query: ruleChangesQuery,
  estimate: (rows) => count(sum(rows, "changes")),
};

/** Rules in any of some states, after all changes of some rows; null where these are unknown. */
export function rulesIn(rows: readonly SumRow[], states: readonly string[]): number | null {
  const within = (row: SumRow, column: string): boolean => states.includes(String(row[column]));
  const entered = sum(
    rows.filter((row) => within(row, "state")),
    "changes",
  );
  const left = sum(
    rows.filter((row) => within(row, "came_from")),
    "changes",
  );
  return entered === null || left === null ? null : entered - left;
}
