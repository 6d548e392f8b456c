import { existsSync } from "node:fs";
import { openDuckDB } from "../engine/duckdb.js";
import type { Engine } from "../engine/engine.js";
import { expandMacros } from "../engine/macros/index.js";
import { loadStage, type LoadedStage } from "./code-hash.js";
import { orderStages, stagesFor } from "./graph.js";
import { shortHash } from "./input-views.js";
import { contractLoader, loaderOf, loadSource } from "./load-source.js";
import { takeLock } from "./lock.js";
import {
  createManifest,
  hasManifest,
  keptChecks,
  readDataRuns,
  warehouseTables,
  type DataRun,
} from "./manifest.js";
import type { Reporter } from "./reporter.js";
import { runStage, type StageOutcome } from "./run-stage.js";
import { ContractError, type CheckResult, type PipelineSource } from "./source-tables.js";
import type { Stage } from "./stage.js";
import {
  discardBuilding,
  prepareBuilding,
  promoteBuilding,
  warehousePaths,
  type WarehousePaths,
} from "./warehouse.js";

export interface PipelineOptions {
  readonly source: PipelineSource;
  readonly stages: readonly Stage[];
  /** Folder of this source's warehouse, e.g. `.shrike/demo`. */
  readonly folder: string;
  readonly reporter: Reporter;
  /**
   * The tables that are asked for, where not all of them are: then only the stages that these are made by run, and the warehouse in the
   * result is the one being built, which a later run goes on from. The last complete one stays in its place.
   */
  readonly only?: readonly string[];
  /** Stops the run; what was finished of it is kept for the next. */
  readonly signal?: AbortSignal;
}

export interface PipelineEffects {
  open(options: { path: string; readOnly?: boolean; temporaryDirectory?: string }): Promise<Engine>;
  /** Milliseconds, for durations alone. */
  clock(): number;
}

const defaultEffects: PipelineEffects = { open: openDuckDB, clock: () => performance.now() };

/** How a run ended. */
export interface PipelineResult {
  /** The complete warehouse. */
  readonly warehouse: string;
  /** Hash of everything that the warehouse was computed from. */
  readonly runId: string;
  /** Tables read from the source in this run. */
  readonly loaded: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly stages: Readonly<Record<string, StageOutcome>>;
}

/**
 * Brings a source's warehouse up to date. Everything is built beside the last complete warehouse, which is replaced only
 * by a complete one; a run that was broken off, even by `kill -9`, goes on after its last finished stage.
 *
 * @throws ContractError when the source breaks its contract; LockedError when another run builds it; the signal's
 *   reason when stopped. The last complete warehouse is then as it was.
 */
export async function runPipeline(
  { source, stages, folder, reporter, only, signal = new AbortController().signal }: PipelineOptions,
  effects: PipelineEffects = defaultEffects,
): Promise<PipelineResult> {
  const ordered = orderStages(stages, source.canonicalTables);
  const wanted = only === undefined ? ordered : stagesFor(ordered, only);
  const paths = warehousePaths(folder);
  const release = takeLock(paths.lock);
  try {
    signal.throwIfAborted();
    const unchanged = await upToDate(paths.current, source, ordered, effects);
    if (unchanged !== undefined && !existsSync(paths.building)) {
      reporter.note("nothing that the warehouse is made from has changed");
      return unchanged;
    }
    const engine = await openBuilding(paths, reporter, effects);
    const interrupt = (): void => engine.interrupt();
    signal.addEventListener("abort", interrupt, { once: true });
    let result: PipelineResult;
    try {
      result = await build(engine, paths, source, { ordered, wanted }, reporter, signal, effects);
    } catch (error) {
      await engine.close().catch(() => undefined);
      if (error instanceof ContractError) discardBuilding(paths);
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", interrupt);
    }
    await engine.close();
    if (wanted.length === ordered.length) promoteBuilding(paths);
    return result;
  } finally {
    release();
  }
}

/**
 * Opens the warehouse to build in. One that a broken-off run left, or the last complete one, is of no use where it
 * cannot be opened or was written in another form: then it is begun anew.
 */
async function openBuilding(
  paths: WarehousePaths,
  reporter: Reporter,
  { open }: PipelineEffects,
): Promise<Engine> {
  let mayCopy = true;
  for (;;) {
    const start = prepareBuilding(paths, mayCopy);
    const engine = await open({ path: paths.building, temporaryDirectory: paths.temporary }).catch(
      (error: unknown) => {
        if (start === "new") throw error;
        return undefined;
      },
    );
    if (engine !== undefined && (await createManifest(engine))) {
      if (start === "resumed") reporter.note("going on from a run that was broken off");
      return engine;
    }
    await engine?.close();
    reporter.warn(
      `${start === "resumed" ? "what a broken-off run left" : paths.current} cannot be used: building anew`,
    );
    discardBuilding(paths);
    mayCopy = start === "resumed";
  }
}

/** What the last complete warehouse would be rebuilt into, if that is what it is already. */
async function upToDate(
  warehouse: string,
  source: PipelineSource,
  stages: readonly Stage[],
  effects: PipelineEffects,
): Promise<PipelineResult | undefined> {
  if (!existsSync(warehouse)) return undefined;
  const engine = await effects.open({ path: warehouse, readOnly: true }).catch(() => undefined);
  if (engine === undefined) return undefined;
  try {
    if (!(await hasManifest(engine))) return undefined;
    const loaded = await loadStages(engine, stages);
    const key = await stateKey(source, loaded);
    const [state] = await engine.query<{ key: string }>("SELECT key FROM pipeline_state");
    if (key === null || state?.key !== key) return undefined;
    const runs = await readDataRuns(engine);
    const outcomes: Record<string, StageOutcome> = {};
    for (const { name } of stages) {
      const run = runs.get(name);
      if (run === undefined) return undefined;
      const tables = missingTables(run);
      outcomes[name] = tables.length > 0 ? { kind: "missing", tables, run } : { kind: "unchanged", run };
    }
    return {
      warehouse,
      runId: runIdOf(runs),
      loaded: [],
      checks: await keptChecks(engine),
      stages: outcomes,
    };
  } finally {
    await engine.close();
  }
}

async function build(
  engine: Engine,
  { current, building }: WarehousePaths,
  source: PipelineSource,
  { ordered, wanted }: { readonly ordered: readonly Stage[]; readonly wanted: readonly Stage[] },
  reporter: Reporter,
  signal: AbortSignal,
  { clock }: PipelineEffects,
): Promise<PipelineResult> {
  await engine.execute("DELETE FROM pipeline_state");
  await dropStrangers(engine, source, ordered);
  const environment = { engine, reporter, signal, clock };
  const { versions, loaded, checks } = await loadSource(source, environment);

  const outcomes: Record<string, StageOutcome> = {};
  const runs = await readDataRuns(engine);
  const loadedStages = await loadStages(engine, wanted);
  for (const loadedStage of loadedStages) {
    const { stage } = loadedStage;
    signal.throwIfAborted();
    const outcome = await runStage(loadedStage, runs.get(stage.name), { ...environment, versions });
    outcomes[stage.name] = outcome;
    if (outcome.kind !== "missing")
      for (const { table } of stage.writes) versions.set(table, outcome.run.run_id);
  }
  signal.throwIfAborted();
  if (wanted.length < ordered.length)
    return {
      warehouse: building,
      runId: runIdOf(await readDataRuns(engine)),
      loaded,
      checks,
      stages: outcomes,
    };
  const key = await stateKey(source, loadedStages);
  await forgetUnusedViews(engine);
  if (key !== null) await engine.execute("INSERT INTO pipeline_state VALUES ($1)", [key]);
  return { warehouse: current, runId: runIdOf(await readDataRuns(engine)), loaded, checks, stages: outcomes };
}

/** Drops tables that neither the source nor any stage makes any more, and their rows of the manifest. */
async function dropStrangers(
  engine: Engine,
  source: PipelineSource,
  stages: readonly Stage[],
): Promise<void> {
  const tables = new Set([
    ...source.tables.map(({ table }) => table),
    ...stages.flatMap(({ writes }) => writes.map(({ table }) => table)),
  ]);
  const loaders = new Set([
    contractLoader,
    ...source.tables.map(loaderOf),
    ...stages.map(({ name }) => name),
  ]);
  for (const table of await warehouseTables(engine))
    if (!tables.has(table)) await engine.execute(`DROP TABLE "${table}"`);
  for (const loader of (await readDataRuns(engine)).keys())
    if (!loaders.has(loader)) {
      await engine.execute("DELETE FROM data_runs WHERE loader = $1", [loader]);
      await engine.execute("DELETE FROM stage_inputs WHERE stage = $1", [loader]);
    }
}

async function forgetUnusedViews(engine: Engine): Promise<void> {
  await engine.execute("DELETE FROM input_days WHERE view NOT IN (SELECT view FROM stage_inputs)");
  await engine.execute("DELETE FROM input_views WHERE view NOT IN (SELECT view FROM stage_inputs)");
}

async function loadStages(engine: Engine, stages: readonly Stage[]): Promise<LoadedStage[]> {
  const [row] = await engine.query<{ version: string }>("SELECT version() AS version");
  const expand = (sql: string): string => expandMacros(sql, engine.dialect);
  return Promise.all(stages.map((stage) => loadStage(stage, expand, row?.version ?? "")));
}

/** Identifies all code and input of a warehouse; null where some input cannot be known without being read. */
async function stateKey(source: PipelineSource, stages: readonly LoadedStage[]): Promise<string | null> {
  const parts = [source.checksHash];
  for (const table of source.tables) {
    const fingerprint = await table.fingerprint();
    if (fingerprint === null) return null;
    parts.push(`${table.table}=${fingerprint}`);
  }
  return shortHash(
    [...parts, ...stages.map(({ stage, codeHash }) => `${stage.name}=${codeHash}`)].join("\n"),
  );
}

function runIdOf(runs: ReadonlyMap<string, DataRun>): string {
  const lines = [...runs.values()].map(({ loader, run_id }) => `${loader} ${run_id}`);
  return shortHash(lines.sort().join("\n"));
}

function missingTables(run: DataRun): string[] {
  return JSON.parse(run.missing) as string[];
}
