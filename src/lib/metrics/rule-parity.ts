import { noData } from "../statistics/estimate.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** Whether the platform does what a rule's file says. */
export const ruleParity: MetricDefinition = {
  id: "rule_parity",
  name: "Parity of file and platform",
  group: "Detection",
  definition:
    "Of the hits that the platform logged or that the rule's file gives when it is evaluated over the same data, the share that both have.",
  formula: "hits of both ÷ (hits of both + the platform's alone + the file's alone)",
  estimator: "Counted, not estimated: no interval.",
  unit: "share",
  unitText: "share of hits",
  owner: "Detection",
  caveats: ["A hit is the same where rule, version, account and hour, or event, are."],
  degenerate: "No file, or no hit of either: no data.",
  better: "up",
  tables: ["rule_hits"],
  columns: {},
  query: null,
  estimate: (rows) => {
    const both = sum(rows, "both_hits");
    const all = (both ?? 0) + (sum(rows, "only_evaluated") ?? 0) + (sum(rows, "only_platform") ?? 0);
    if (both === null || all === 0) return noData();
    const value = both / all;
    return { value, low: value, high: value, numerator: both, denominator: all };
  },
};
