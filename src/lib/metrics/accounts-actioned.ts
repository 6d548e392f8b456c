import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { actionsQuery } from "./queries/actions.js";
import { sum } from "./sums.js";

/** Distinct accounts acted on. */
export const accountsActioned: MetricDefinition = {
  id: "accounts_actioned",
  name: "Accounts actioned",
  group: "Enforcement",
  definition:
    "Accounts against which, or against whose content, an action was taken for the first time in the period. An account counts once, in the period of its first action; an action taken back within 24 hours does not count.",
  formula: "distinct accounts by the first action on them that stood for 24 hours",
  estimator: "A count of all actions, not an estimate: no interval.",
  unit: "accounts",
  unitText: "accounts",
  owner: "Enforcement operations",
  caveats: ["Accounts already acted on before the period are not counted again, however often they return."],
  degenerate: "No action in the period: 0. No actions table: no data.",
  better: "neither",
  tables: ["actions"],
  columns: {},
  query: actionsQuery,
  estimate: (rows) => count(sum(rows, "accounts")),
};
