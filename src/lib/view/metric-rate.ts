import type { EstimateContext, MetricDefinition, SumRow } from "../metrics/definition.js";
import { addDays } from "../time/index.js";
import type { Cells } from "./cells.js";
import { cellsOf } from "./cells.js";
import { cubeNamed, type Inputs } from "./inputs.js";
import type { Rate } from "./rates.js";

/** Dimensions that a slice or a period chooses by; what is left tells rows apart within an estimate (a rule's strata). */
const chosenBy = new Set(["day", "policy", "surface", "country", "lang", "auto"]);

/** How a rate is told, beyond what its definition says. */
export interface RateWords {
  /** Name of what is measured, as a title begins: "Spam views". */
  readonly label: string;
  /** What a share is a share of: "of views". */
  readonly of: string;
  /** What `n` counts: "reviewed views". */
  readonly counted: string;
  readonly change: "relative" | "points";
  readonly notes?: readonly string[];
}

/** The cubes that a metric's rows are published as: the first has surfaces, the second countries. */
export function cubesOf(definition: Pick<MetricDefinition, "id">): string[] {
  return [definition.id, `${definition.id}_by_country`];
}

/** A rate from its definition in `src/lib/metrics`, which holds the estimator. */
export function metricRate(inputs: Inputs, definition: MetricDefinition, words: RateWords): Rate {
  const context = contextOf(inputs);
  const { matureAfterDays } = definition;
  return {
    id: definition.id.replaceAll("_", "-"),
    label: words.label,
    of: words.of,
    counted: words.counted,
    change: words.change,
    metric: definition.id,
    unit: definition.unit,
    better: definition.better,
    family: { label: definition.name, cubes: cubesOf(definition) },
    estimate: (cells) => definition.estimate(sumRows(cells, definition), context),
    notes: [
      ...(words.notes ?? []),
      ...(matureAfterDays
        ? [`Provisional for the last ${matureAfterDays} days: outcomes are still coming in.`]
        : []),
    ],
    ...(matureAfterDays
      ? { provisionalFrom: addDays(inputs.frame.asOf.slice(0, 10), -matureAfterDays) }
      : {}),
  };
}

/** What estimates need beside their own sums. */
export function contextOf({ artifacts, frame }: Inputs): EstimateContext {
  const gold = cubeNamed(artifacts, "reviewer_gold");
  return {
    asOf: frame.asOf.slice(0, 19).replace("T", " "),
    ...(gold ? { reviewers: everyRow(cellsOf(gold)) } : {}),
  };
}

/**
 * Cells as the rows that an estimator takes: sums over all that the slice and the period chose by, a row for each
 * combination of the keys that are left.
 */
export function sumRows(cells: Cells, definition: Pick<MetricDefinition, "query">): SumRow[] {
  const keys = (definition.query?.keys ?? []).filter(
    (key) => !chosenBy.has(key) && cells.cube.dimensions[key],
  );
  const measures = Object.keys(cells.cube.measures);
  const groups = new Map<string, Record<string, string | number | null>>();
  for (const row of cells.rows) {
    const names = keys.map((key) => cells.cube.dimensions[key]?.codes[row] ?? -1);
    const group = groups.get(names.join(" ")) ?? newRow(cells, keys, names, measures);
    for (const measure of measures) {
      const value = cells.cube.measures[measure]?.[row] ?? null;
      const sum = group[measure] ?? null;
      if (value !== null) group[measure] = (typeof sum === "number" ? sum : 0) + value;
    }
    groups.set(names.join(" "), group);
  }
  return [...groups.values()];
}

function newRow(
  cells: Cells,
  keys: readonly string[],
  codes: readonly number[],
  measures: readonly string[],
): Record<string, string | number | null> {
  return {
    ...Object.fromEntries(
      keys.map((key, index) => [key, cells.cube.dimensions[key]?.values[codes[index] ?? -1] ?? ""]),
    ),
    ...Object.fromEntries(measures.map((measure) => [measure, null])),
  };
}

function everyRow({ cube, rows }: Cells): SumRow[] {
  return rows.map((row) => ({
    ...Object.fromEntries(
      Object.entries(cube.dimensions).map(([name, { values, codes }]) => [
        name,
        values[codes[row] ?? -1] ?? "",
      ]),
    ),
    ...Object.fromEntries(Object.entries(cube.measures).map(([name, column]) => [name, column[row] ?? null])),
  }));
}
