import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { appealsQuery } from "./queries/appeals.js";
import { sum } from "./sums.js";

/** Share of decided appeals that were won. */
export const overturnRate: MetricDefinition = {
  id: "overturn_rate",
  name: "Overturn rate",
  group: "User cost",
  definition: "Of the actions of a period whose appeal was decided, the share that were overturned.",
  formula: "actions with an appeal overturned ÷ actions with an appeal decided, both by day of the action",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of decided appeals",
  owner: "Appeals",
  caveats: [
    "It is no accuracy figure: who appeals is not random. The audit overturn rate is.",
    "Restorations without an appeal are not won appeals and are counted apart.",
    "Withdrawn and pending appeals are not decided; actions of the last 28 days are provisional.",
  ],
  degenerate: "No decided appeal: no data.",
  better: "down",
  tables: ["actions", "appeals"],
  columns: {},
  matureAfterDays: 28,
  query: appealsQuery,
  estimate: (rows) => share(sum(rows, "overturned"), sum(rows, "decided")),
};
