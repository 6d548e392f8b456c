import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { eventsQuery } from "./queries/events.js";
import { sum } from "./sums.js";

/** What people did on the platform. */
export const events: MetricDefinition = {
  id: "events",
  name: "Events",
  group: "Activity",
  definition:
    "Posts, replies, reposts, follows, likes, messages and profile edits in the period, whoever made them.",
  formula: "rows of events",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "events",
  owner: "Data engineering",
  caveats: ["A change of logging looks like a change of activity: see the annotations."],
  degenerate: "No event in the period: 0. No events table: no data.",
  better: "neither",
  tables: ["events"],
  columns: {},
  query: eventsQuery,
  estimate: (rows) => count(sum(rows, "events")),
};
