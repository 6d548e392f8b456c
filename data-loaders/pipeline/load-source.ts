import type { Engine } from "../engine/engine.js";
import { columnsOf, shortHash } from "./input-views.js";
import {
  keepChecks,
  keptChecks,
  readDataRuns,
  warehouseTables,
  writeDataRun,
  type DataRun,
} from "./manifest.js";
import type { Reporter } from "./reporter.js";
import { ContractError, type CheckResult, type PipelineSource, type SourceTable } from "./source-tables.js";

export interface LoadedSource {
  /** Identifies the content of each loaded table. */
  readonly versions: Map<string, string>;
  /** Tables that were read in this run. */
  readonly loaded: readonly string[];
  readonly checks: readonly CheckResult[];
}

interface LoadEnvironment {
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  readonly clock: () => number;
}

/** Loader of the row of `data_runs` that stands for the contract's checks. */
export const contractLoader = "contract";

/**
 * Reads the canonical tables whose files or SELECT have changed, each in a transaction with its row of `data_runs`, then
 * checks all of them against the contract if any content is new.
 *
 * @throws ContractError when a check blocks
 */
export async function loadSource(
  source: PipelineSource,
  environment: LoadEnvironment,
): Promise<LoadedSource> {
  const { engine, signal } = environment;
  const runs = await readDataRuns(engine);
  const present = await warehouseTables(engine);
  const versions = new Map<string, string>();
  const loaded: string[] = [];
  for (const table of source.tables) {
    signal.throwIfAborted();
    const fingerprint = await table.fingerprint();
    const last = runs.get(loaderOf(table));
    if (fingerprint !== null && last?.fingerprint === fingerprint && present.has(table.table)) {
      versions.set(table.table, last.run_id);
      continue;
    }
    const run = await loadTable(table, fingerprint, environment);
    versions.set(table.table, run.run_id);
    loaded.push(table.table);
  }
  const checks = await checkSource(source, versions, runs.get(contractLoader), environment);
  return { versions, loaded, checks };
}

/** Loader of a source table's row of `data_runs`. */
export function loaderOf({ table }: SourceTable): string {
  return `load_${table}`;
}

async function loadTable(
  source: SourceTable,
  fingerprint: string | null,
  { engine, reporter, clock }: LoadEnvironment,
): Promise<DataRun> {
  const started = clock();
  const title = `Read ${source.table}`;
  const task = reporter.task(title);
  try {
    const run = await engine.transaction(async () => {
      await source.load(engine, task);
      const content = await contentOf(engine, source);
      const run: DataRun = {
        loader: loaderOf(source),
        title,
        run_id: shortHash(`${source.table} ${content.rows} ${content.fingerprint}`),
        kind: "load",
        input_as_of: content.asOf,
        rows: content.rows,
        checks: "{}",
        seconds: (clock() - started) / 1000,
        code_hash: source.codeHash,
        inputs: JSON.stringify({ [source.table]: shortHash(content.fingerprint) }),
        missing: "[]",
        fingerprint,
      };
      await writeDataRun(engine, run);
      return run;
    });
    task.done(run.rows);
    return run;
  } catch (error) {
    task.failed();
    throw error;
  }
}

/** A table's rows as one number that no order of rows or columns, and no layout of files, changes. */
async function contentOf(
  engine: Engine,
  { table, timeColumn }: SourceTable,
): Promise<{ rows: number; fingerprint: string; asOf: string | null }> {
  const columns = await columnsOf(engine, table);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const asOf = timeColumn === null ? "CAST(NULL AS DATE)" : `CAST(max("${timeColumn}") AS DATE)`;
  const [row] = await engine.query<{ rows: number; sum: string | null; asOf: string | null }>(
    `SELECT count(*) AS rows, CAST(sum(CAST(hash(${names}) AS HUGEINT)) AS VARCHAR) AS sum, ${asOf} AS "asOf" FROM "${table}"`,
  );
  return {
    rows: row?.rows ?? 0,
    fingerprint: `${columns.join(",")} ${row?.sum ?? "empty"}`,
    asOf: row?.asOf ?? null,
  };
}

async function checkSource(
  source: PipelineSource,
  versions: ReadonlyMap<string, string>,
  last: DataRun | undefined,
  { engine, reporter, signal, clock }: LoadEnvironment,
): Promise<readonly CheckResult[]> {
  signal.throwIfAborted();
  const inputs = JSON.stringify(Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1))));
  if (last?.code_hash === source.checksHash && last.inputs === inputs) return keptChecks(engine);
  const started = clock();
  const title = "Check the contract";
  const task = reporter.task(title);
  try {
    const checks = await source.check(engine);
    if (checks.some(({ severity }) => severity === "block")) throw new ContractError(checks);
    await engine.transaction(async () => {
      await keepChecks(engine, checks);
      await writeDataRun(engine, {
        loader: contractLoader,
        title,
        run_id: shortHash(`${source.checksHash} ${inputs}`),
        kind: "check",
        input_as_of: null,
        rows: checks.length,
        checks: JSON.stringify({ warnings: checks.length }),
        seconds: (clock() - started) / 1000,
        code_hash: source.checksHash,
        inputs,
        missing: "[]",
        fingerprint: null,
      });
    });
    task.done();
    return checks;
  } catch (error) {
    task.failed();
    throw error;
  }
}
