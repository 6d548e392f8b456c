import type { EstimateContext, SumRow } from "../../../src/lib/metrics/definition.js";
import { rulePrecision } from "../../../src/lib/metrics/rule-precision.js";
import { groupRows } from "../../../src/lib/metrics/sums.js";
import { prevalenceQueue } from "../../../src/lib/view/metric-rate.js";
import type { Engine } from "../../engine/engine.js";

/** Upper end of the 95 % interval of a version's precision, null where nothing is known of it. */
export type PrecisionBounds = (rule: string, version: number) => number | null;

/**
 * Reads the upper ends of precision from the labels in the warehouse: corrected for the reviewers' errors where gold items say how large
 * these are, since labellers who err make a good rule look worse than it is.
 */
export async function precisionBounds(engine: Engine, tables: ReadonlySet<string>): Promise<PrecisionBounds> {
  const rowsOf = (table: string): Promise<SumRow[]> =>
    tables.has(table) ? engine.query<SumRow>(`SELECT * FROM ${table}`) : Promise.resolve([]);
  const labels = await rowsOf("metric_rule_labels");
  const frames = await rowsOf("metric_rule_frames");
  const reviewers = (await rowsOf("metric_reviewer_gold")).filter(({ queue }) => queue !== prevalenceQueue);
  const judged = (column: string): boolean => reviewers.some((row) => Number(row[column] ?? 0) > 0);
  const context: EstimateContext = {
    frames,
    ...(judged("positives") && judged("negatives") ? { reviewers } : {}),
  };
  const bounds = new Map<string, number | null>();
  for (const rows of groupRows(labels, ["rule", "version"])) {
    const estimator = (context.reviewers && rulePrecision.corrected) ?? rulePrecision.estimate;
    bounds.set(nameOf(rows[0]?.["rule"], rows[0]?.["version"]), estimator(rows, context).high);
  }
  return (rule, version) => bounds.get(nameOf(rule, version)) ?? null;
}

function nameOf(rule: unknown, version: unknown): string {
  return `${String(rule)} ${String(version)}`;
}
