import { count } from "../statistics/count.js";
import type { MetricDefinition } from "./definition.js";

/** Findings published with the source. */
export const findings: MetricDefinition = {
  id: "findings",
  name: "Findings",
  group: "Publication",
  definition: "Written findings published with this source, each with the evidence behind its numbers.",
  formula: "findings published",
  estimator: "A count, not an estimate: no interval.",
  unit: "count",
  unitText: "findings",
  owner: "Threat intelligence",
  caveats: ["What nobody wrote up is not in it."],
  degenerate: "No finding: 0.",
  better: "neither",
  tables: [],
  columns: {},
  query: null,
  estimate: (rows) => count(rows.length),
};
