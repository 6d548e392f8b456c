import { type Estimate, noData } from "../statistics/estimate.js";
import { histogramQuantile } from "../statistics/histogram-quantile.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { binCounts } from "./bin-counts.js";

/** Views that content had drawn when it was acted on. */
export const viewsBeforeAction: MetricDefinition = {
  id: "views_before_action",
  name: "Views before action",
  group: "Speed",
  definition: "Half of the content acted on had been seen at most this often before the action.",
  formula: "median of views before the action, over actions on content of which that is known",
  estimator:
    "Quantile of a histogram with four bins to a doubling, interpolated within its bin; interval of order statistics (Woodruff 1952), as wide as the bins at least.",
  unit: "views",
  unitText: "views",
  owner: "Measurement",
  caveats: [
    "Content that was never acted on is not in it: read it beside prevalence.",
    "A median: most of the harm may lie in few pieces with very many views.",
  ],
  degenerate: "No action in the period with views known: no data.",
  better: "down",
  tables: ["actions"],
  columns: { actions: ["event_id", "views_before"] },
  query: {
    table: "metric_views_before_action",
    title: "Views before action",
    reads: [{ table: "action_facts", day: "action_facts.day" }],
    day: "day",
    keys: ["day", "policy", "surface", "country", "auto", "bin"],
    sums: { items: "actions on content whose views before it lie in the bin" },
    sql: `SELECT
  day, policy, surface, country, auto,
  @log_bin((views_before + 1), 4) AS bin,
  count(*) AS items
FROM action_facts
WHERE event_id IS NOT NULL AND views_before IS NOT NULL AND @in_days(day)
GROUP BY day, policy, surface, country, auto, @log_bin((views_before + 1), 4)
ORDER BY day, policy, surface, country, auto, bin`,
  },
  estimate: median,
};

function median(rows: readonly SumRow[]): Estimate {
  const bins = binCounts(rows, "items");
  return bins.size === 0 ? noData() : histogramQuantile(bins, 0.5);
}
