import type { MetricQuery } from "../../src/lib/metrics/definition.js";
import type { Stage } from "../pipeline/stage.js";

const definitions = new URL("../../src/lib/metrics/index.ts", import.meta.url);

/** The stage that writes a metric's table with the SQL of its definition. */
export function metricStage({ table, title, reads, day, sql }: MetricQuery): Stage {
  return {
    name: table,
    title,
    reads,
    writes: [{ table, ...(day === undefined ? {} : { day }) }],
    run: (context) => context.write(table, sql),
    modules: [definitions],
  };
}
