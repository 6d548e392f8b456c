import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** Labels that stand between a rule and its enforcement. */
export const promotionGate: MetricDefinition = {
  id: "promotion_gate",
  name: "Promotion gate",
  group: "Detection",
  definition:
    "Before a rule's actions are enforced, the lower end of the 99 % interval of its precision must reach its target. It is read at 200, 400, 800, 1,600 or 3,200 labels and at no other number; what is shown is how many labels are there and how many are lacking.",
  formula: "lower bound of the 99 % interval of P̂ ≥ target precision, at a gate size",
  estimator:
    "Wilson 1927 at the effective size. Few readings, because a bound read at every build is crossed by chance sooner or later (Armitage, McPherson and Rowe 1969, JRSS A 132:235–244).",
  unit: "count",
  unitText: "labels",
  owner: "Detection",
  caveats: ["Labels lacking are what it takes if precision stays as it is so far."],
  degenerate:
    "No label: 200 are lacking. A precision at which no gate would open: no number of labels helps.",
  better: "down",
  tables: ["review_jobs", "review_decisions"],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length === 0 ? null : sum(rows, "labels")),
};
