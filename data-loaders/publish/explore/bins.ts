import { otherValue, type Bin, type ExploreDimension } from "../../../src/lib/explore/manifest.js";
import { formatNumber } from "../../../src/lib/format/index.js";
import { platformText } from "../../../src/lib/text/index.js";
import type { Engine } from "../../engine/engine.js";
import type { PlannedDimension } from "./explore-plan.js";

/** Categories beyond these are counted together: a view of more is no longer read. */
const mostCategories = 250;

/**
 * Bins of a dimension over the rows of `explore_rows`, and the SQL that gives a row's code among them.
 *
 * @param label what a category is called
 */
export async function binsOf(
  engine: Engine,
  dimension: PlannedDimension,
  label: (value: string) => string,
): Promise<{ dimension: ExploreDimension; code: string; join: string }> {
  const { name } = dimension;
  return dimension.edges
    ? ranges(engine, dimension, dimension.edges)
    : categories(engine, name, dimension.label, label);
}

async function categories(
  engine: Engine,
  name: string,
  title: string,
  label: (value: string) => string,
): Promise<{ dimension: ExploreDimension; code: string; join: string }> {
  const table = `explore_bins_${name}`;
  await engine.execute(`CREATE OR REPLACE TEMP TABLE ${table} AS
    SELECT value, row_number() OVER (ORDER BY n DESC, value) - 1 AS code, n
    FROM (SELECT coalesce(@text(${name}), '') AS value, count(*) AS n FROM explore_rows GROUP BY 1) AS found`);
  const found = await engine.query<{ value: string; n: number }>(
    `SELECT value, n FROM ${table} WHERE code < ${mostCategories} ORDER BY code`,
  );
  const [rest] = await engine.query<{ categories: number; n: number | null }>(
    `SELECT count(*) AS categories, @i64(sum(n)) AS n FROM ${table} WHERE code >= ${mostCategories}`,
  );
  const bins: Bin[] = found.map(({ value, n }) => ({
    value,
    label: value === "" ? "not recorded" : platformText(label(value), 60),
    rows: n,
  }));
  if (rest && rest.categories > 0)
    bins.push({ value: otherValue, label: `${formatNumber(rest.categories)} others`, rows: rest.n ?? 0 });
  return {
    dimension: { name, label: title, kind: "category", bins },
    code: `least(b_${name}.code, ${mostCategories})`,
    join: `JOIN ${table} b_${name} ON b_${name}.value = coalesce(@text(r.${name}), '')`,
  };
}

async function ranges(
  engine: Engine,
  { name, label }: PlannedDimension,
  edges: readonly number[],
): Promise<{ dimension: ExploreDimension; code: string; join: string }> {
  const code = `CASE WHEN r.${name} IS NULL THEN ${edges.length + 1} ${edges
    .map((edge, at) => `WHEN r.${name} < ${edge} THEN ${at} `)
    .join("")}ELSE ${edges.length} END`;
  const counted = await engine.query<{ code: number; n: number }>(
    `SELECT ${code} AS code, count(*) AS n FROM explore_rows r GROUP BY 1`,
  );
  const rows = new Map(counted.map(({ code, n }) => [code, n]));
  const bounds = [Number.NEGATIVE_INFINITY, ...edges];
  const bins: Bin[] = bounds.map((low, at) => ({
    value: at === 0 ? "below" : String(low),
    label: rangeLabel(low, edges[at]),
    rows: rows.get(at) ?? 0,
  }));
  bins.push({ value: "", label: "not recorded", rows: rows.get(bounds.length) ?? 0 });
  const kept = bins.at(-1)?.rows === 0 ? bins.slice(0, -1) : bins;
  return { dimension: { name, label, kind: "range", bins: kept }, code, join: "" };
}

function rangeLabel(low: number, high: number | undefined): string {
  if (high === undefined) return `${formatNumber(low)} and more`;
  return low === Number.NEGATIVE_INFINITY
    ? `below ${formatNumber(high)}`
    : `${formatNumber(low)}–${formatNumber(high)}`;
}
