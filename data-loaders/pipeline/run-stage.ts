import type { Engine } from "../engine/engine.js";
import type { LoadedStage } from "./code-hash.js";
import { daysToCompute, expandInDays, inDays, type ChangedDay } from "./days.js";
import {
  changedDays,
  consumedInputs,
  consumeInputs,
  fingerprintView,
  inputView,
  presentInputs,
  shortHash,
  type DayFingerprint,
  type InputView,
} from "./input-views.js";
import { warehouseTables, writeDataRun, type DataRun } from "./manifest.js";
import type { Reporter } from "./reporter.js";
import type { Stage, TableWrite } from "./stage.js";

/** What became of a stage. */
export type StageOutcome =
  | { readonly kind: "unchanged"; readonly run: DataRun }
  | { readonly kind: "missing"; readonly tables: readonly string[]; readonly run: DataRun }
  /** `days` is null where every day was computed. */
  | { readonly kind: "computed"; readonly days: readonly string[] | null; readonly run: DataRun };

export interface StageEnvironment {
  readonly engine: Engine;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  /** Identifies the present content of each table of the warehouse. */
  readonly versions: ReadonlyMap<string, string>;
  /** Milliseconds, for durations alone. */
  readonly clock: () => number;
}

/**
 * Brings one stage's tables up to date in one transaction with its row of `data_runs`: not at all when nothing that it reads
 * has changed, by day where only some days have, else as a whole.
 *
 * @param last the stage's row of `data_runs`, if it ever ran
 */
export async function runStage(
  loaded: LoadedStage,
  last: DataRun | undefined,
  environment: StageEnvironment,
): Promise<StageOutcome> {
  const { stage, codeHash } = loaded;
  const { engine, reporter, clock, versions } = environment;
  const tables = await warehouseTables(engine);
  const lacking = stage.reads
    .filter(({ table, optional }) => optional === undefined && !tables.has(table))
    .map(({ table }) => table)
    .sort();
  if (lacking.length > 0) return recordMissing(loaded, lacking, tables, environment);

  const views = stage.reads.map((read) => inputView(read, tables));
  for (const view of views) if (tables.has(view.read.table)) await fingerprintView(engine, view, versions);
  const present = await presentInputs(engine, views, tables);
  const consumed = await consumedInputs(engine, stage.name);
  const changed = changedDays(present, consumed);
  const hasRun =
    last?.code_hash === codeHash &&
    last.missing === "[]" &&
    stage.writes.every(({ table }) => tables.has(table));
  if (hasRun && changed.length === 0) return { kind: "unchanged", run: last };

  const days = hasRun ? await daysOf(engine, stage, views, changed, present, consumed) : null;
  const started = clock();
  const task = reporter.task(stage.title);
  try {
    const run = await engine.transaction(async () => {
      await standIn(engine, stage, tables);
      const rows = await writeTables(loaded, days, environment);
      await removeStandIns(engine, stage, tables);
      await consumeInputs(engine, stage.name, views, tables);
      const run: DataRun = {
        ...describe(loaded, views, present),
        rows,
        checks: JSON.stringify({ undatedRows: 0 }),
        seconds: (clock() - started) / 1000,
        missing: "[]",
        fingerprint: null,
      };
      await writeDataRun(engine, run);
      return run;
    });
    task.done(run.rows);
    return { kind: "computed", days, run };
  } catch (error) {
    task.failed();
    throw error;
  }
}

async function recordMissing(
  { stage, codeHash }: LoadedStage,
  lacking: readonly string[],
  tables: ReadonlySet<string>,
  { engine, reporter }: StageEnvironment,
): Promise<StageOutcome> {
  const run: DataRun = {
    loader: stage.name,
    title: stage.title,
    run_id: shortHash(`${stage.name} ${codeHash} lacks ${lacking.join(" ")}`),
    kind: "stage",
    input_as_of: null,
    rows: 0,
    checks: "{}",
    seconds: 0,
    code_hash: codeHash,
    inputs: "{}",
    missing: JSON.stringify(lacking),
    fingerprint: null,
  };
  await engine.transaction(async () => {
    for (const { table } of stage.writes)
      if (tables.has(table)) await engine.execute(`DROP TABLE "${table}"`);
    await engine.execute("DELETE FROM stage_inputs WHERE stage = $1", [stage.name]);
    await writeDataRun(engine, run);
  });
  reporter.task(stage.title).skipped(`the source has no ${lacking.join(", ")}`);
  return { kind: "missing", tables: lacking, run };
}

async function daysOf(
  engine: Engine,
  stage: Stage,
  views: readonly InputView[],
  changed: readonly { view: string; day: string | null }[],
  present: readonly DayFingerprint[],
  consumed: readonly DayFingerprint[],
): Promise<string[] | null> {
  const dayColumns = stage.writes.map(({ day }) => day);
  if (dayColumns.includes(undefined)) return null;
  const reach = new Map<string, { lookBack: number; lookAhead: number }>();
  for (const { id, read } of views) {
    const other = reach.get(id);
    reach.set(id, {
      lookBack: Math.max(read.lookBack ?? 0, other?.lookBack ?? 0),
      lookAhead: Math.max(read.lookAhead ?? 0, other?.lookAhead ?? 0),
    });
  }
  const days = [...present, ...consumed].flatMap(({ day }) => day ?? []);
  for (const { table, day } of stage.writes) {
    const [row] = await engine.query<{ last: string | null }>(`SELECT max("${day}") AS last FROM "${table}"`);
    if (row?.last) days.push(row.last);
  }
  const last = days.reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);
  const changedWithReach: ChangedDay[] = changed.map(({ view, day }) => ({
    day,
    ...(reach.get(view) ?? { lookBack: 0, lookAhead: 0 }),
  }));
  return daysToCompute(changedWithReach, last, new Set(days).size);
}

/** Gives an empty table with the declared columns the name of each optional table that the source lacks. */
export async function standIn(
  engine: Engine,
  stage: Pick<Stage, "reads">,
  tables: ReadonlySet<string>,
): Promise<void> {
  for (const { table, optional } of stage.reads)
    if (optional !== undefined && !tables.has(table)) {
      const columns = Object.entries(optional).map(([name, type]) => `CAST(NULL AS ${type}) AS "${name}"`);
      await engine.execute(
        `CREATE OR REPLACE TEMP VIEW "${table}" AS SELECT ${columns.join(", ")} WHERE 1 = 0`,
      );
    }
}

async function removeStandIns(engine: Engine, stage: Stage, tables: ReadonlySet<string>): Promise<void> {
  for (const { table, optional } of stage.reads)
    if (optional !== undefined && !tables.has(table))
      await engine.execute(`DROP VIEW IF EXISTS temp."${table}"`);
}

/** @returns rows that the stage's tables then hold */
async function writeTables(
  { stage, sql }: LoadedStage,
  days: readonly string[] | null,
  { engine, reporter, signal }: StageEnvironment,
): Promise<number> {
  const written = new Set<string>();
  const write = async (table: string, select: string): Promise<void> => {
    const target = stage.writes.find((candidate) => candidate.table === table);
    if (target === undefined)
      throw new Error(`stage "${stage.name}" does not declare that it writes "${table}"`);
    if (written.has(table)) throw new Error(`stage "${stage.name}" writes "${table}" twice`);
    signal.throwIfAborted();
    written.add(table);
    await writeTable(engine, target, expandInDays(select, days), days);
  };
  for (const [table, select] of sql) await write(table, select);
  await stage.run?.({
    engine,
    reporter,
    signal,
    days,
    inDays: (expression) => inDays(expression, days),
    write,
  });
  let rows = 0;
  for (const { table, day } of stage.writes) {
    if (!written.has(table)) throw new Error(`stage "${stage.name}" did not write "${table}"`);
    const undated = day === undefined ? "0" : `count(*) - count("${day}")`;
    const [count] = await engine.query<{ all: number; undated: number }>(
      `SELECT count(*) AS "all", ${undated} AS undated FROM "${table}"`,
    );
    if (count !== undefined && count.undated > 0)
      throw new Error(
        `stage "${stage.name}" wrote ${count.undated} rows of "${table}" whose "${day}" is null: they could never be replaced by day`,
      );
    rows += count?.all ?? 0;
  }
  return rows;
}

async function writeTable(
  engine: Engine,
  { table, day }: TableWrite,
  select: string,
  days: readonly string[] | null,
): Promise<void> {
  if (days === null || day === undefined) {
    await engine.execute(`CREATE OR REPLACE TABLE "${table}" AS ${select}`);
    return;
  }
  await engine.execute(`DELETE FROM "${table}" WHERE ${inDays(`"${day}"`, days)}`);
  await engine.execute(`INSERT INTO "${table}" ${select}`);
}

function describe(
  { stage, codeHash }: LoadedStage,
  views: readonly InputView[],
  present: readonly DayFingerprint[],
): Pick<DataRun, "loader" | "title" | "run_id" | "kind" | "input_as_of" | "code_hash" | "inputs"> {
  const inputs: Record<string, string> = {};
  for (const { id, read } of views) {
    const own = present.filter(({ view }) => view === id);
    const content = own.map(({ day, rows, fingerprint }) => `${day ?? ""} ${rows} ${fingerprint}`).join("\n");
    inputs[read.table] = shortHash(`${inputs[read.table] ?? ""}${id}\n${content}`);
  }
  const days = present.flatMap(({ day }) => day ?? []).sort();
  return {
    loader: stage.name,
    title: stage.title,
    run_id: shortHash(`${stage.name} ${codeHash} ${JSON.stringify(inputs)}`),
    kind: "stage",
    input_as_of: days.at(-1) ?? null,
    code_hash: codeHash,
    inputs: JSON.stringify(inputs),
  };
}
