import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { hitsQuery } from "./queries/events.js";
import { sum } from "./sums.js";

/** What rules matched. */
export const ruleHits: MetricDefinition = {
  id: "rule_hits",
  name: "Rule hits",
  group: "Detection",
  definition:
    "How often the rules matched in the period, live and in shadow, whether or not anything was done about it.",
  formula: "rows of rule_hits",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "hits",
  owner: "Detection",
  caveats: ["A hit is a suspicion, not a violation: see the precision of the rule."],
  degenerate: "No hit in the period: 0. No rule_hits table: no data.",
  better: "neither",
  tables: ["rule_hits"],
  columns: {},
  query: hitsQuery,
  estimate: (rows) => count(sum(rows, "hits")),
};
