import type { MetricDefinition, MetricQuery } from "../../src/lib/metrics/definition.js";
import type { Stage } from "../pipeline/stage.js";
import type { CubeArtifact } from "./cube-artifacts.js";

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

/**
 * The cubes that a metric's table is published as: without countries, and where it has them, without surfaces; both together would
 * be as large as the rows.
 */
export function metricCubes({ id, query }: MetricDefinition): CubeArtifact[] {
  if (query === null) return [];
  const { table, keys } = query;
  const measures = Object.keys(query.sums);
  const cut = (name: string, without: string): CubeArtifact => ({
    name,
    table,
    dimensions: keys.filter((key) => key !== without),
    measures,
  });
  if (!keys.includes("country") || !keys.includes("surface")) return [cut(id, "")];
  return [cut(id, "country"), cut(`${id}_by_country`, "surface")];
}
