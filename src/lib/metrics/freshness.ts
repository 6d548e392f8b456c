import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** How far the data reach, and what is known to be wrong with them. */
export const freshness: MetricDefinition = {
  id: "freshness",
  name: "Freshness",
  group: "Publication",
  definition:
    "For each table: how many rows it has, the last moment that it reaches to, and what its checks found when it was read.",
  formula: "rows, and the latest value of the time column",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "rows",
  owner: "Data engineering",
  caveats: ["A table that reaches far may still lack rows that come late."],
  degenerate: "A table that the source does not have: missing, with what it would make possible.",
  better: "neither",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length === 0 ? null : sum(rows, "rows")),
};
