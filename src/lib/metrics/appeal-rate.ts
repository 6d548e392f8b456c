import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { appealsQuery } from "./queries/appeals.js";
import { sum } from "./sums.js";

/** Share of actions that were appealed. */
export const appealRate: MetricDefinition = {
  id: "appeal_rate",
  name: "Appeal rate",
  group: "User cost",
  definition: "Of the actions of a period that can be appealed, the share that were.",
  formula: "actions appealed at least once ÷ actions other than challenges, both by day of the action",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of appealable actions",
  owner: "Appeals",
  caveats: [
    "Actions of the last 28 days may still be appealed: provisional.",
    "People appeal what they notice and can understand: a low rate is not a low error rate.",
  ],
  degenerate: "No appealable action in the period: no data.",
  better: "down",
  tables: ["actions", "appeals"],
  columns: {},
  matureAfterDays: 28,
  query: appealsQuery,
  estimate: (rows) => share(sum(rows, "appealed"), sum(rows, "appealable")),
};
