import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { actionsQuery } from "./queries/actions.js";
import { sum } from "./sums.js";

/** Share of actions taken before any user reported. */
export const proactiveRate: MetricDefinition = {
  id: "proactive_rate",
  name: "Proactive rate",
  group: "Enforcement",
  definition: "Of all actions, the share taken before any user had reported the content or the account.",
  formula: "actions whose first report came after them, or never ÷ actions",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of actions",
  owner: "Enforcement operations",
  caveats: [
    "It says nothing of abuse that nobody found: a platform that acts on nothing but its own detections has 100 %.",
    "A wrong action counts as proactive too.",
  ],
  degenerate: "No action in the period, or no first report recorded on any action: no data.",
  better: "up",
  tables: ["actions"],
  columns: { actions: ["first_report_at"] },
  query: actionsQuery,
  estimate: (rows) => share(sum(rows, "proactive") ?? 0, sum(rows, "proactive_known")),
};
