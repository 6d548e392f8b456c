import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { appealsQuery } from "./queries/appeals.js";
import { sum } from "./sums.js";

/** Actions taken back though nobody won an appeal. */
export const restoredWithoutAppeal: MetricDefinition = {
  id: "restored_without_appeal",
  name: "Restored without appeal",
  group: "User cost",
  definition:
    "Of the actions of a period that can be appealed, the share that the platform took back by itself, without an appeal that was won.",
  formula:
    "actions reversed, not by appeal ÷ actions other than challenges, both by day of the action; the numerator is published as a count",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of appealable actions",
  owner: "Appeals",
  caveats: [
    "A surge is one faulty rule put right more often than many separate errors.",
    "Actions of the last 28 days are provisional.",
  ],
  degenerate: "No appealable action in the period: no data.",
  better: "neither",
  tables: ["actions", "appeals"],
  columns: { actions: ["reversed_at"] },
  matureAfterDays: 28,
  query: appealsQuery,
  estimate: (rows) => share(sum(rows, "restored_without_appeal"), sum(rows, "appealable")),
};
