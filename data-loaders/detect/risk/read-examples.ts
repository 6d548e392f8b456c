import type { LabelledAccounts } from "../../../src/lib/risk/labelled.js";
import type { Engine } from "../../engine/engine.js";
import type { RiskColumns } from "./risk-features.js";
import { type ExampleOptions, exampleRows, labelledCounts, namesOf } from "./risk-rows.js";

/** Labelled accounts, and how many there are where not all were read. */
export interface ReadExamples extends LabelledAccounts {
  /** Labelled accounts of the warehouse. */
  readonly labelled: number;
  /** Share of all rows that was read. */
  readonly share: number;
}

/**
 * Reads labelled accounts in the order of their names and of time, without features that are the same for all of them.
 * Where only some are read, they stand for the others.
 */
export async function readExamples(
  engine: Engine,
  columns: RiskColumns,
  options: ExampleOptions = {},
): Promise<ReadExamples> {
  const read = await engine.columns(
    `SELECT *, @secs(TIMESTAMP '1970-01-01 00:00:00', judged_at) AS judged_seconds FROM (${exampleRows(columns, options)}) AS rows ORDER BY account_id, span`,
  );
  const numbers = (name: string): Float64Array =>
    Float64Array.from(read[name] ?? [], (value) => (value === null ? Number.NaN : Number(value)));
  const kept = namesOf(columns)
    .map((name) => ({ name, values: numbers(name) }))
    .filter(({ values }) => varies(values));
  const [counted] = await engine.query<{ labelled: number; active: number; examples: number }>(
    labelledCounts(options),
  );
  const labels = Uint8Array.from(numbers("violating"));
  const { labelled = 0, active = 0, examples = 0 } = counted ?? {};
  return {
    features: kept.map(({ name }) => name),
    columns: kept.map(({ values }) => values),
    labels,
    weights: numbers("weight_micro").map((micro) => micro / 1e6),
    accounts: (read["account_id"] ?? []).map(String),
    span: Uint8Array.from(numbers("span")),
    judgedAt: numbers("judged_seconds"),
    segments: {
      country: (read["country"] ?? []).map(String),
      lang: (read["lang"] ?? []).map(String),
      age: (read["age"] ?? []).map(String),
    },
    labelled,
    share: examples === 0 ? 1 : labels.length / examples,
    leftOut: labelled - active,
  };
}

/** Whether a column holds two values, unknown being one. */
function varies(values: Float64Array): boolean {
  const [first] = values;
  return values.some((value) => !Object.is(value, first));
}
