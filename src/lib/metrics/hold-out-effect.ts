import { differenceOfMeans, type Moments } from "../statistics/mean.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { sum } from "./sums.js";

/** What enforcement changes, from accounts that were left alone. */
export const holdOutEffect: MetricDefinition = {
  id: "hold_out_effect",
  name: "Effect of enforcement, from hold-outs",
  group: "Detection",
  definition:
    "A small share of each rule's hits is left alone, by account and for good. The difference between what these accounts go on to do and what enforced ones do is what enforcement prevents.",
  formula: "mean views of posts in 28 days (held out) − mean views (enforced)",
  estimator:
    "Difference of means by intention to treat with Welch's interval (1947, Biometrika 34:28–35): an account stays in its group whatever others do to it.",
  unit: "views",
  unitText: "views an account",
  owner: "Detection",
  caveats: [
    "Held-out accounts that other rules or people action weaken the difference; their share stands beside it.",
    "A policy of high harm holds nothing out.",
  ],
  degenerate: "No account in either group: no data.",
  better: "up",
  tables: ["events"],
  columns: { events: ["views"] },
  query: null,
  estimate: (rows) => differenceOfMeans(momentsOf(rows, 1), momentsOf(rows, 0)),
};

function momentsOf(rows: readonly SumRow[], heldOut: number): Moments {
  const group = rows.filter((row) => row["held_out"] === heldOut);
  return {
    items: sum(group, "accounts") ?? 0,
    sum: sum(group, "views") ?? 0,
    sumOfSquares: sum(group, "views_squared") ?? 0,
  };
}
