import type { EstimateContext, MetricDefinition, SumRow } from "../metrics/definition.js";
import type { Estimate } from "../statistics/estimate.js";
import { addDays } from "../time/index.js";
import { type Cells, cellsOf, within } from "./cells.js";
import { cubeNamed, type Inputs } from "./inputs.js";
import { type DayRange, startOf } from "./periods.js";
import type { Rate } from "./rates.js";
import type { Family } from "./selection.js";

/** Dimensions that a slice or a period chooses by; what is left tells rows apart within an estimate (a rule's strata). */
const chosenBy = new Set(["day", "policy", "surface", "country", "lang", "auto"]);

/** How a rate is told, beyond what its definition says. */
export interface RateWords {
  /** The cubes that its rows are published as. */
  readonly family: Family;
  /** Name of what is measured, as a title begins: "Spam views". */
  readonly label: string;
  /** What a share is a share of: "of views". */
  readonly of: string;
  /** What `n` counts: "reviewed views". */
  readonly counted: string;
  readonly change: "relative" | "points";
  readonly notes?: readonly string[];
  /** The queue whose gold items tell the labellers' errors. */
  readonly queue?: string;
  /** Told as corrected for the reviewers' errors where gold items say how large these are. */
  readonly corrected?: boolean;
}

/** A rate from its definition in `src/lib/metrics`, which holds the estimator. */
export function metricRate(inputs: Inputs, definition: MetricDefinition, words: RateWords): Rate {
  const { matureAfterDays } = definition;
  const context = contextOf(inputs, undefined, words.queue);
  const estimator = words.corrected && context.reviewers ? definition.corrected : undefined;
  return {
    id: definition.id.replaceAll("_", "-"),
    label: words.label,
    of: words.of,
    counted: words.counted,
    change: words.change,
    metric: definition.id,
    unit: definition.unit,
    better: definition.better,
    family: words.family,
    estimate: (cells): Estimate => (estimator ?? definition.estimate)(sumRows(cells, definition), context),
    notes: [
      ...(words.notes ?? []),
      ...(matureAfterDays
        ? [
            `By day of the action. Outcomes of the last ${matureAfterDays} days are still coming in: provisional, and left out of the total.`,
          ]
        : []),
    ],
    ...(matureAfterDays
      ? { provisionalFrom: addDays(inputs.frame.asOf.slice(0, 10), -matureAfterDays) }
      : {}),
  };
}

/** The queue whose gold items test those who label prevalence samples; all other gold items test reviewers of rules and actions. */
export const prevalenceQueue = "prevalence";

/** What estimates need beside their own sums; labels of rules are those of the months that a range touches. */
export function contextOf({ artifacts }: Inputs, range?: DayRange, queue?: string): EstimateContext {
  const gold = cubeNamed(artifacts, "reviewer_gold");
  const labels = cubeNamed(artifacts, "precision_strata");
  const items = gold ? everyRow(cellsOf(gold)) : [];
  const reviewers = items.filter(
    ({ queue: lain }) => (lain === prevalenceQueue) === (queue === prevalenceQueue),
  );
  const judged = (column: string): boolean => reviewers.some((row) => Number(row[column] ?? 0) > 0);
  return {
    ...(judged("positives") && judged("negatives") ? { reviewers } : {}),
    ...(labels && range
      ? { labels: everyRow(within(cellsOf(labels), { from: startOf(range.from, "month"), to: range.to })) }
      : {}),
  };
}

/**
 * Cells as the rows that an estimator takes: sums over all that the slice and the period chose by, a row for each
 * combination of the keys that are left.
 */
export function sumRows(cells: Cells, { query }: Pick<MetricDefinition, "query">): SumRow[] {
  const keys = (query?.keys ?? []).filter((key) => !chosenBy.has(key) && cells.cube.dimensions[key]);
  const measures = Object.entries(cells.cube.measures);
  const groups = new Map<string, Record<string, string | number | null>>();
  for (const row of cells.rows) {
    const codes = keys.map((key) => cells.cube.dimensions[key]?.codes[row] ?? -1);
    const name = codes.join(" ");
    const group = groups.get(name) ?? newRow(cells, keys, codes);
    for (const [measure, column] of measures) {
      const [value, sum] = [column[row] ?? null, group[measure] ?? null];
      if (value !== null) group[measure] = (typeof sum === "number" ? sum : 0) + value;
    }
    groups.set(name, group);
  }
  return [...groups.values()];
}

function newRow(
  { cube }: Cells,
  keys: readonly string[],
  codes: readonly number[],
): Record<string, string | number | null> {
  return {
    ...Object.fromEntries(
      keys.map((key, index) => [key, cube.dimensions[key]?.values[codes[index] ?? -1] ?? ""]),
    ),
    ...Object.fromEntries(Object.keys(cube.measures).map((measure) => [measure, null])),
  };
}

/** Each cell as a row of its own. */
export function everyRow({ cube, rows }: Cells): SumRow[] {
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
