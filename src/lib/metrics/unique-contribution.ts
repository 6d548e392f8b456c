import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** What only one rule finds. */
export const uniqueContribution: MetricDefinition = {
  id: "unique_contribution",
  name: "Unique and first contribution of a rule",
  group: "Detection",
  definition:
    "Accounts that no other acting rule hit, and accounts that the rule hit before any other did; and how many of them are true positives. The first is what would be missed without the rule.",
  formula:
    "accounts hit by this acting rule alone; accounts whose first hit is this rule's; Σw·TP over either",
  estimator:
    "Accounts are counted; true positives among them are weighted by 1 ÷ π of their labels (Horvitz and Thompson 1952).",
  unit: "accounts",
  unitText: "accounts",
  owner: "Detection",
  caveats: [
    "Two rules that hit the same accounts have no unique contribution, either of them: retire one at a time.",
    "What another rule would have hit a day later counts as first, not as unique.",
  ],
  degenerate: "No account hit: no data. None of them labelled: true positives unknown.",
  better: "up",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length === 0 ? null : sum(rows, "accounts")),
};
