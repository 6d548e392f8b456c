import { metrics } from "../../src/lib/metrics/index.js";
import type { ListedMetric } from "../../src/lib/view/dictionary.js";

/** Artifact `metrics.json`: every metric in words. */
export function metricsDictionary(): { metrics: ListedMetric[] } {
  return {
    metrics: metrics.map((metric) => ({
      id: metric.id,
      group: metric.group,
      name: metric.name,
      definition: metric.definition,
      formula: metric.formula,
      estimator: metric.estimator,
      unit: metric.unitText,
      owner: metric.owner,
      caveats: [...metric.caveats, metric.degenerate],
      tables: metric.tables,
    })),
  };
}
