import { segmentNames, type LabelledAccounts } from "../../../src/lib/risk/labelled.js";
import type { Engine } from "../../engine/engine.js";

const others = new Set([
  "account_id",
  "hour",
  "is_latest",
  "is_example",
  "violating",
  "weight_micro",
  "judged_at",
  ...segmentNames,
]);

/** The names of the features of `risk_rows`, in order. */
export async function riskColumns(engine: Engine): Promise<string[]> {
  const columns = await engine.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'risk_rows' ORDER BY ordinal_position",
  );
  return columns.map(({ name }) => name).filter((name) => !others.has(name));
}

/**
 * Reads the labelled accounts of `risk_rows`, in the order of their names, without features that are the same for all of them.
 */
export async function readExamples(engine: Engine): Promise<LabelledAccounts> {
  const named = await riskColumns(engine);
  const read = await engine.columns(
    `SELECT *, @secs(TIMESTAMP '1970-01-01 00:00:00', judged_at) AS judged_seconds FROM risk_rows WHERE is_example = 1 ORDER BY account_id`,
  );
  const numbers = (name: string): Float64Array =>
    Float64Array.from(read[name] ?? [], (value) => (value === null ? Number.NaN : Number(value)));
  const columns = named
    .map((name) => ({ name, values: numbers(name) }))
    .filter(({ values }) => varies(values));
  const labels = Uint8Array.from(numbers("violating"));
  const [labelled] = await engine.query<{ accounts: number }>(
    "SELECT count(*) AS accounts FROM account_labels WHERE violating IS NOT NULL AND weight_micro > 0",
  );
  return {
    features: columns.map(({ name }) => name),
    columns: columns.map(({ values }) => values),
    labels,
    weights: numbers("weight_micro").map((micro) => micro / 1e6),
    accounts: (read["account_id"] ?? []).map(String),
    judgedAt: numbers("judged_seconds"),
    segments: {
      country: (read["country"] ?? []).map(String),
      lang: (read["lang"] ?? []).map(String),
      age: (read["age"] ?? []).map(String),
    },
    leftOut: (labelled?.accounts ?? 0) - labels.length,
  };
}

/** Whether a column holds two values, unknown being one. */
function varies(values: Float64Array): boolean {
  const [first] = values;
  return values.some((value) => !Object.is(value, first));
}
