import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** What is wrong with rules that run. */
export const ruleHealth: MetricDefinition = {
  id: "rule_health",
  name: "Health of rules",
  group: "Detection",
  definition:
    "Findings on rules that run: precision under its target (decay), fewer hits than before (yield), no hit for 30 days (silent), a platform that does not do what the file says (parity), too few decided reviews (reviews), and a tripped emergency brake.",
  formula: "rules with at least one finding",
  estimator:
    "Counted. Decay by the interval of precision; yield by CUSUM over weeks (Page 1954, Biometrika 41:100–115); the rest by what is on record.",
  unit: "count",
  unitText: "rules",
  owner: "Detection",
  caveats: ["Fewer hits may be good news: abuse that stopped looks like a rule that is evaded."],
  degenerate: "No rule that runs: 0. No rule at all: no data.",
  better: "down",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length === 0 ? null : sum(rows, "findings")),
};
