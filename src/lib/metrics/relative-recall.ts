import { hajekRatio } from "../statistics/hajek-ratio.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** Share of what all acting rules find that one of them finds. */
export const relativeRecall: MetricDefinition = {
  id: "relative_recall",
  name: "Relative recall of a rule",
  group: "Detection",
  definition:
    "Of the known true positives of a policy among the accounts that all acting rules hit together, the share that this rule hit.",
  formula: "Σw·TP(rule) ÷ Σw·TP(union of the acting rules), w the label's weight, by account",
  estimator:
    "Weighted share, Hájek 1971, with linearised variance (Särndal, Swensson and Wretman 1992, 5.7); Wilson's interval at the effective size (Korn and Graubard 1998).",
  unit: "share",
  unitText: "share of known true positives",
  owner: "Detection",
  caveats: [
    "What no rule hits is in neither number: it is recall relative to the rules that there are, not of all abuse.",
    "It changes when the union does: the rules in it are named beside it.",
  ],
  degenerate: "No labelled true positive in the union: no data.",
  better: "up",
  tables: ["review_jobs", "review_decisions"],
  columns: {},
  query: null,
  estimate: (rows) =>
    hajekRatio({
      items: sum(rows, "items") ?? 0,
      positives: sum(rows, "positives") ?? 0,
      weight: sum(rows, "weight") ?? 0,
      weightPositive: sum(rows, "weight_positive") ?? 0,
      weightSquared: sum(rows, "weight_squared") ?? 0,
      weightSquaredPositive: sum(rows, "weight_squared_positive") ?? 0,
    }),
};
