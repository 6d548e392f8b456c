import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { reportsQuery } from "./queries/events.js";
import { sum } from "./sums.js";

/** Reports by users. */
export const reports: MetricDefinition = {
  id: "reports",
  name: "User reports",
  group: "Activity",
  definition: "Reports of content or accounts that users sent in the period.",
  formula: "rows of reports",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "reports",
  owner: "Enforcement operations",
  caveats: [
    "Reports follow what people see and how easy it is to report, not abuse alone; campaigns of reports occur.",
  ],
  degenerate: "No report in the period: 0. No reports table: no data.",
  better: "down",
  tables: ["reports"],
  columns: {},
  query: reportsQuery,
  estimate: (rows) => count(sum(rows, "reports")),
};
