import { nearest } from "../../../src/lib/text/nearest.js";
import type { ExploreFile, GivenDimension } from "./explore-file.js";

/** A dimension with the SQL of its value; `edges` where it is a number cut into ranges. */
export interface PlannedDimension {
  readonly name: string;
  readonly label: string;
  readonly sql: string;
  readonly edges?: readonly number[];
}

/** What Explore counts: which rows, along what. */
export interface ExplorePlan {
  readonly grain: "rule_hits" | "events";
  readonly views: readonly string[];
  readonly swaps: Readonly<Record<string, string>>;
  readonly dimensions: readonly PlannedDimension[];
}

/** Columns of each table of a warehouse. */
export type WarehouseColumns = ReadonlyMap<string, readonly string[]>;

const tenths = Array.from({ length: 20 }, (_, index) => index / 20);

/** Dimensions that need no word of the source, where it has their columns: label, then table and column. */
const standard: Readonly<Record<ExplorePlan["grain"], readonly (GivenDimension & { name: string })[]>> = {
  rule_hits: [
    { name: "rule", label: "Rule", column: "rule_id" },
    { name: "surface", label: "Surface", column: "events.surface" },
    { name: "country", label: "Country", column: "accounts.country" },
    { name: "lang", label: "Language", column: "accounts.lang" },
    { name: "environment", label: "Environment", column: "environment" },
    { name: "score", label: "Score", column: "score", edges: tenths },
  ],
  events: [
    { name: "type", label: "Kind of event", column: "event_type" },
    { name: "surface", label: "Surface", column: "surface" },
    { name: "country", label: "Country", column: "accounts.country" },
    { name: "lang", label: "Language", column: "lang" },
  ],
};

/** What is shown where the source says nothing: rule hits, or where there are no rules, events. */
const defaults: Readonly<Record<ExplorePlan["grain"], Pick<ExploreFile, "views" | "swaps">>> = {
  rule_hits: {
    views: ["rule", "surface", "country", "action"],
    swaps: { lang: "surface", environment: "action" },
  },
  events: { views: ["type", "surface", "country", "lang"], swaps: {} },
};

const aliases: Readonly<Record<string, string>> = { accounts: "a", events: "e" };

/**
 * Settles what Explore counts for a source.
 *
 * @param file what the source says, if it says anything
 * @returns undefined where there is nothing to count
 * @throws where the file names a dimension or a column that there is not, with the nearest one
 */
export function planExplore(
  file: ExploreFile | undefined,
  columns: WarehouseColumns,
  folder: string,
): ExplorePlan | undefined {
  const grain = file?.grain ?? (columns.has("rule_hits") ? "rule_hits" : "events");
  if (!columns.has(grain)) return undefined;
  const fail = (message: string): never => {
    throw new Error(`${folder}/explore.yaml: ${message}`);
  };
  const dimensions = new Map<string, PlannedDimension>();
  for (const { name, ...given } of standard[grain]) {
    const planned = plan(name, given, grain, columns);
    if (typeof planned !== "string") dimensions.set(name, planned);
  }
  if (grain === "rule_hits" && columns.has("actions") && columns.has("action_rules"))
    dimensions.set("action", { name: "action", label: "Action", sql: "coalesce(t.action_type, 'none')" });
  for (const [name, given] of Object.entries(file?.dimensions ?? {})) {
    const planned = plan(name, { label: dimensions.get(name)?.label, ...given }, grain, columns);
    dimensions.set(name, typeof planned === "string" ? fail(`dimensions.${name}: ${planned}`) : planned);
  }
  const known = [...dimensions.keys()];
  const checked = (name: string, where: string): string =>
    dimensions.has(name)
      ? name
      : fail(
          `${where}: there is no dimension "${name}"${near(name, known)}; expected one of ${known.join(", ")}, or one that \`dimensions\` describes`,
        );
  const { views, swaps } = file ?? fitting(defaults[grain], dimensions);
  for (const name of views) checked(name, "views");
  for (const [name, place] of Object.entries(swaps)) {
    checked(name, "swaps");
    if (views.includes(name)) fail(`swaps.${name}: is among the views already`);
    if (!views.includes(place))
      fail(`swaps.${name}: "${place}" is no view, expected one of ${views.join(", ")}`);
  }
  const used = [...views, ...Object.keys(swaps)];
  return {
    grain,
    views,
    swaps,
    dimensions: used.flatMap((name) => dimensions.get(name) ?? []),
  };
}

/** A dimension, or why there is none. */
function plan(
  name: string,
  {
    column,
    label = name.replaceAll("_", " "),
    edges,
  }: { column: string; label?: string | undefined; edges?: readonly number[] | undefined },
  grain: string,
  columns: WarehouseColumns,
): PlannedDimension | string {
  const [first = "", second] = column.split(".");
  const [table, field] = second === undefined ? [grain, first] : [first, second];
  const known = columns.get(table);
  if (known === undefined) return `the source has no table ${table}`;
  if (!known.includes(field)) return `table ${table} has no column ${field}${near(field, known)}`;
  const alias = table === grain ? "r" : (aliases[table] ?? table);
  return { name, label, sql: `${alias}.${field}`, ...(edges ? { edges } : {}) };
}

/** The defaults without what the source has no columns for. */
function fitting(
  { views, swaps }: Pick<ExploreFile, "views" | "swaps">,
  dimensions: ReadonlyMap<string, unknown>,
): Pick<ExploreFile, "views" | "swaps"> {
  const shown = views.filter((name) => dimensions.has(name));
  return {
    views: shown,
    swaps: Object.fromEntries(
      Object.entries(swaps).filter(([name, place]) => dimensions.has(name) && shown.includes(place)),
    ),
  };
}

function near(name: string, known: readonly string[]): string {
  const found = nearest(name, known);
  return found === null ? "" : ` (did you mean "${found}"?)`;
}
