import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { rulePrecision } from "./rule-precision.js";
import { sum } from "./sums.js";

/** Rules that have become worse than they must be. */
export const precisionDecay: MetricDefinition = {
  id: "precision_decay",
  name: "Decay of precision",
  group: "Detection",
  definition:
    "A rule has decayed when even the upper end of the interval of its precision, in the last month with labels, lies under its target.",
  formula: "upper bound of P̂ of the month < target precision",
  estimator: rulePrecision.estimator,
  unit: "count",
  unitText: "rules",
  owner: "Detection",
  caveats: [
    "One month in forty a rule exactly at its target is called decayed by chance: read it with the months before.",
    "Corrected for reviewers' errors where there are gold items: their errors alone push precision under a high target.",
  ],
  degenerate: "No month with labels, or no target: not known to have decayed, and not known not to have.",
  better: "down",
  tables: ["review_jobs", "review_decisions"],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length === 0 ? null : sum(rows, "decayed")),
};
