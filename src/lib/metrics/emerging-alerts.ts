import { noData } from "../statistics/estimate.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** How many things emerged. */
export const emergingAlerts: MetricDefinition = {
  id: "emerging_alerts",
  name: "Emerging-abuse alerts",
  group: "Detection",
  definition:
    "Domains, hashtags, repeated texts, media, cohorts of signups, rules, report reasons and places that more accounts shared on a day than their own past, or for new ones chance, explains. New is not yet abuse.",
  formula:
    "Upper cumulative sum of deviates less 1 (Page 1954), from a negative binomial count over 56 days that end a week before, or for new ones from accounts of 28 days spread by chance; at the threshold that decoys set",
  estimator: "Counted, not estimated: no interval. Their false share is (1 + decoys) ÷ alerts.",
  unit: "count",
  unitText: "alerts",
  owner: "Detection",
  caveats: [
    "An alert is raised once, and again only when it has doubled; where more come than a team can look at, the larger ones are raised.",
    "The false share says how many alerts chance alone would raise, not how many are abuse.",
  ],
  degenerate: "No event, no hit and no report with a time: no data.",
  better: "neither",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => {
    const value = sum(rows, "alerts");
    return value === null
      ? noData()
      : { value, low: value, high: value, numerator: value, denominator: null };
  },
};
