import type { Engine } from "../engine/engine.js";
import type { CheckResult } from "./source-tables.js";

/**
 * What the warehouse knows of how it came to be. `data_runs`: a row for each loaded table and each stage.
 * `input_views`: relations whose rows are fingerprinted by day, with the versions of the tables that they were taken from;
 * `input_days`: their fingerprints; `stage_inputs`: the fingerprints that each stage last computed from.
 */
const tables = [
  `CREATE TABLE data_runs (
    loader VARCHAR, title VARCHAR, run_id VARCHAR, kind VARCHAR, input_as_of DATE, rows BIGINT,
    checks VARCHAR, seconds DOUBLE, code_hash VARCHAR, inputs VARCHAR, missing VARCHAR, fingerprint VARCHAR)`,
  `CREATE TABLE data_checks (
    severity VARCHAR, table_name VARCHAR, column_name VARCHAR, check_name VARCHAR, message VARCHAR,
    rows BIGINT, samples VARCHAR)`,
  `CREATE TABLE input_views (view VARCHAR, version VARCHAR)`,
  `CREATE TABLE input_days (view VARCHAR, day DATE, rows BIGINT, fingerprint VARCHAR)`,
  `CREATE TABLE stage_inputs (stage VARCHAR, view VARCHAR, day DATE, rows BIGINT, fingerprint VARCHAR)`,
  `CREATE TABLE pipeline_state (key VARCHAR)`,
];

/** Tables that the pipeline keeps for itself. */
export const manifestTables = [
  "data_runs",
  "data_checks",
  "input_views",
  "input_days",
  "stage_inputs",
  "pipeline_state",
] as const;

/** One row of `data_runs`. */
export interface DataRun {
  /** `load_<table>` for a table of the source, else the name of the stage. */
  readonly loader: string;
  readonly title: string;
  /** Hash of the code and of the content that it was computed from; the same wherever and whenever it ran. */
  readonly run_id: string;
  readonly kind: "load" | "check" | "stage";
  /** Last day that the inputs cover. */
  readonly input_as_of: string | null;
  /** Rows of what it wrote. */
  readonly rows: number;
  /** JSON: what was checked, and how often it was found wanting. */
  readonly checks: string;
  /** Of the run that wrote it last; differs from run to run, so it is never published. */
  readonly seconds: number;
  readonly code_hash: string;
  /** JSON: fingerprint of each input. */
  readonly inputs: string;
  /** JSON: tables for want of which it was skipped. */
  readonly missing: string;
  /** Of a loaded table, the files and SELECT that it was read from; two layouts of the same rows differ, so it is never published. */
  readonly fingerprint: string | null;
}

/**
 * Creates the manifest's tables where the warehouse is empty.
 *
 * @returns false where they are there in another form, and nothing can be told from them
 */
export async function createManifest(engine: Engine): Promise<boolean> {
  if ((await manifestColumns(engine)).length > 0) return hasManifest(engine);
  for (const sql of tables) await engine.execute(sql);
  return true;
}

/** Whether the manifest's tables are there as this version writes them. */
export async function hasManifest(engine: Engine): Promise<boolean> {
  const expected = tables.flatMap((sql) => {
    const [, table = "", columns = ""] = /^CREATE TABLE (\w+) \(([^)]*)\)$/.exec(sql) ?? [];
    return columns.split(",").map((column) => `${table}.${column.trim()}`);
  });
  return (await manifestColumns(engine)).join() === expected.sort().join();
}

async function manifestColumns(engine: Engine): Promise<string[]> {
  const rows = await engine.query<{ name: string }>(
    `SELECT table_name || '.' || column_name || ' ' || data_type AS name FROM information_schema.columns
     WHERE table_schema = 'main' AND table_name IN (${manifestTables.map((name) => `'${name}'`).join(", ")})`,
  );
  return rows.map(({ name }) => name).sort();
}

/** All rows of `data_runs` by loader. */
export async function readDataRuns(engine: Engine): Promise<Map<string, DataRun>> {
  const rows = await engine.query<DataRun>(
    "SELECT loader, title, run_id, kind, input_as_of, rows, checks, seconds, code_hash, inputs, missing, fingerprint FROM data_runs ORDER BY loader",
  );
  return new Map(rows.map((row) => [row.loader, row]));
}

export async function writeDataRun(engine: Engine, run: DataRun): Promise<void> {
  await engine.execute("DELETE FROM data_runs WHERE loader = $1", [run.loader]);
  await engine.execute(
    "INSERT INTO data_runs (loader, title, run_id, kind, input_as_of, rows, checks, seconds, code_hash, inputs, missing, fingerprint) VALUES ($1, $2, $3, $4, CAST($5 AS DATE), $6, $7, $8, $9, $10, $11, $12)",
    [
      run.loader,
      run.title,
      run.run_id,
      run.kind,
      run.input_as_of,
      run.rows,
      run.checks,
      run.seconds,
      run.code_hash,
      run.inputs,
      run.missing,
      run.fingerprint,
    ],
  );
}

/** Tables of the warehouse, the pipeline's own left out. */
export async function warehouseTables(engine: Engine): Promise<Set<string>> {
  const rows = await engine.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main' AND table_type = 'BASE TABLE' ORDER BY 1",
  );
  return new Set(
    rows.map(({ name }) => name).filter((name) => !(manifestTables as readonly string[]).includes(name)),
  );
}

/** Replaces the results of the contract's checks that the pages show. */
export async function keepChecks(engine: Engine, checks: readonly CheckResult[]): Promise<void> {
  await engine.execute("DELETE FROM data_checks");
  for (const { severity, table, column, check, message, rows, samples } of checks)
    await engine.execute("INSERT INTO data_checks VALUES ($1, $2, $3, $4, $5, $6, $7)", [
      severity,
      table,
      column,
      check,
      message,
      rows,
      JSON.stringify(samples),
    ]);
}

/** The results of the contract's checks as last kept, in a stated order. */
export async function keptChecks(engine: Engine): Promise<CheckResult[]> {
  const rows = await engine.query<Omit<CheckResult, "samples"> & { samples: string }>(
    `SELECT severity, table_name AS "table", column_name AS "column", check_name AS "check", message, rows, samples
     FROM data_checks ORDER BY table_name, column_name, check_name, message`,
  );
  return rows.map((row) => ({ ...row, samples: JSON.parse(row.samples) as string[] }));
}
