import { noData } from "../statistics/estimate.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** How much two rules hit the same accounts. */
export const ruleOverlap: MetricDefinition = {
  id: "rule_overlap",
  name: "Overlap of two rules",
  group: "Detection",
  definition:
    "Containment: of the accounts that one rule hit, the share that another hit too. Jaccard: of the accounts that either hit, the share that both did.",
  formula: "|A ∩ B| ÷ |A|; |A ∩ B| ÷ |A ∪ B| (Jaccard 1912, New Phytologist 11:37–50)",
  estimator: "Counted, not estimated: no interval.",
  unit: "share",
  unitText: "share of accounts",
  owner: "Detection",
  caveats: ["A small rule within a large one has a containment of 100 % and a Jaccard near 0: look at both."],
  degenerate: "A rule that hit no account: no data.",
  better: "neither",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => {
    const [both, accounts] = [sum(rows, "both"), sum(rows, "accounts")];
    if (both === null || !accounts) return noData();
    const value = both / accounts;
    return { value, low: value, high: value, numerator: both, denominator: accounts };
  },
};
