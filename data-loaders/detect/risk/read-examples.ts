import type { LabelledAccounts } from "../../../src/lib/risk/labelled.js";
import type { Engine } from "../../engine/engine.js";
import { exampleRows, labelledCounts, namesOf, type RiskColumns } from "./risk-rows.js";

/** Labelled accounts, and how many there are where not all were read. */
export interface ReadExamples extends LabelledAccounts {
  /** Labelled accounts of the warehouse. */
  readonly labelled: number;
}

/**
 * Reads labelled accounts in the order of their names, without features that are the same for all of them.
 *
 * @param most accounts at most; null for all. Those that are read stand for those that are not.
 */
export async function readExamples(
  engine: Engine,
  columns: RiskColumns,
  most: number | null = null,
): Promise<ReadExamples> {
  const read = await engine.columns(
    `SELECT *, @secs(TIMESTAMP '1970-01-01 00:00:00', judged_at) AS judged_seconds FROM (${exampleRows(columns, most)}) AS rows ORDER BY account_id`,
  );
  const numbers = (name: string): Float64Array =>
    Float64Array.from(read[name] ?? [], (value) => (value === null ? Number.NaN : Number(value)));
  const kept = namesOf(columns)
    .map((name) => ({ name, values: numbers(name) }))
    .filter(({ values }) => varies(values));
  const [counted] = await engine.query<{ labelled: number; active: number }>(labelledCounts);
  const labels = Uint8Array.from(numbers("violating"));
  const { labelled = 0, active = 0 } = counted ?? {};
  const share = labels.length === 0 ? 1 : active / labels.length;
  return {
    features: kept.map(({ name }) => name),
    columns: kept.map(({ values }) => values),
    labels,
    weights: numbers("weight_micro").map((micro) => (micro / 1e6) * share),
    accounts: (read["account_id"] ?? []).map(String),
    judgedAt: numbers("judged_seconds"),
    segments: {
      country: (read["country"] ?? []).map(String),
      lang: (read["lang"] ?? []).map(String),
      age: (read["age"] ?? []).map(String),
    },
    labelled,
    leftOut: labelled - active,
  };
}

/** Whether a column holds two values, unknown being one. */
function varies(values: Float64Array): boolean {
  const [first] = values;
  return values.some((value) => !Object.is(value, first));
}
