import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { actionsQuery } from "./queries/actions.js";
import { sum } from "./sums.js";

/** Distinct pieces of content acted on. */
export const contentActioned: MetricDefinition = {
  id: "content_actioned",
  name: "Content actioned",
  group: "Enforcement",
  definition:
    "Pieces of content that were acted on for the first time in the period. A piece acted on twice counts once; an action taken back within 24 hours does not count.",
  formula: "distinct content by the first action on it that stood for 24 hours",
  estimator: "A count of all actions, not an estimate: no interval.",
  unit: "items",
  unitText: "pieces of content",
  owner: "Enforcement operations",
  caveats: [
    "A rise can mean more abuse, better detection, or a lower threshold.",
    "Actions against whole accounts are not content.",
  ],
  degenerate: "No action in the period: 0. No actions table: no data.",
  better: "neither",
  tables: ["actions"],
  columns: { actions: ["event_id"] },
  query: actionsQuery,
  estimate: (rows) => count(sum(rows, "content")),
};
