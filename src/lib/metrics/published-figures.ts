import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";
import { sum } from "./sums.js";

/** Figures that the platform has released. */
export const publishedFigures: MetricDefinition = {
  id: "published_figures",
  name: "Published figures",
  group: "Publication",
  definition:
    "Figures of transparency reports as they were first released and as later releases restate them, or as of a date.",
  formula: "value by series, period and release, as published",
  estimator: "Taken over, not estimated: no interval.",
  unit: "count",
  unitText: "as published",
  owner: "Transparency reporting",
  caveats: ["A restatement replaces a figure without saying why; definitions may differ between releases."],
  degenerate: "A period that a release leaves out: no data.",
  better: "neither",
  tables: ["published_metrics"],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length === 0 ? null : sum(rows, "value")),
};
