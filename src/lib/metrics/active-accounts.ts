import { count } from "../statistics/count.js";
import type { EstimateContext, MetricDefinition, SumRow } from "./definition.js";
import { activeAccountsQuery } from "./queries/events.js";
import { sum } from "./sums.js";
import type { Estimate } from "../statistics/estimate.js";

/** Accounts with an event in the period. */
export const activeAccounts: MetricDefinition = {
  id: "active_accounts",
  name: "Active accounts",
  group: "Activity",
  definition: "Accounts that did anything at all in the period, each counted once.",
  formula: "distinct accounts with an event",
  estimator: "A count, not an estimate: no interval.",
  unit: "accounts",
  unitText: "accounts",
  owner: "Data engineering",
  caveats: ["Accounts that only read leave no event and are not in it."],
  degenerate: "No event in the period: 0. No events table: no data.",
  better: "neither",
  tables: ["events"],
  columns: {},
  query: activeAccountsQuery,
  estimate: distinct,
};

/** Each account counts on its first active day of the period: the day whose previous active day lies before the period. */
function distinct(rows: readonly SumRow[], { from }: EstimateContext = {}): Estimate {
  const start = from ?? rows.map(({ day }) => String(day)).sort()[0] ?? "";
  return count(
    sum(
      rows.filter(({ previous }) => previous === null || previous === "" || String(previous) < start),
      "accounts",
    ),
  );
}
