import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { actionsQuery } from "./queries/actions.js";
import { sum } from "./sums.js";

/** Actions of any type. */
export const actions: MetricDefinition = {
  id: "actions",
  name: "Enforcement actions",
  group: "Activity",
  definition:
    "Actions taken in the period, of every type and against content and accounts alike, including those later reversed.",
  formula: "rows of actions other than none",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "actions",
  owner: "Enforcement operations",
  caveats: ["One account or post may be acted on several times."],
  degenerate: "No action in the period: 0. No actions table: no data.",
  better: "neither",
  tables: ["actions"],
  columns: {},
  query: actionsQuery,
  estimate: (rows) => count(sum(rows, "actions")),
};
