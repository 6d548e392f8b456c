import { basename, join, resolve } from "node:path";
import { openDuckDB } from "../engine/duckdb.js";
import { fileFingerprints } from "../pipeline/file-fingerprints.js";
import type { Reporter } from "../pipeline/reporter.js";
import { runPipeline, type PipelineResult } from "../pipeline/run-pipeline.js";
import { warehousePaths } from "../pipeline/warehouse.js";
import { checkLine } from "../pipeline/source-tables.js";
import { publish, type Published } from "../publish/publish.js";
import { writeTables } from "../publish/tables/write-tables.js";
import { stagesOf } from "../publish/stages.js";
import { ownColumns } from "../source/own-columns.js";
import { pipelineSource } from "../source/pipeline-source.js";
import type { Stage } from "../pipeline/stage.js";
import { standingBrakesOf } from "../rules/enforce/brakes-file.js";
import type { OwnColumns } from "../features/registry.js";
import { readRules, type Rule } from "../rules/read-rules.js";
import { readSource, type Source } from "../source/source.js";
import { dataFor } from "./demo-data.js";
import type { SourceOptions } from "./source-options.js";

/** What stands after the stages have run and the artifacts were written. */
export interface Staged {
  readonly source: Source;
  readonly pipeline: PipelineResult;
  readonly published: Published;
  /** Writes the tables for SQL, which pages ask for when a reader does: the one thing that they can be built without. */
  writeTables(signal?: AbortSignal): Promise<void>;
}

/** Folder of everything that is built from a source. */
export function workFolder(source: string): string {
  return join(".shrike", basename(resolve(source)));
}

/** Folder of the artifacts that the analysts' site is built from. */
export function publishedFolder(source: string): string {
  return join(workFolder(source), "artifacts", "analyst");
}

/** A warehouse that is up to date. */
export interface Warehouse {
  readonly source: Source;
  /** Columns of the source's own that rules may name. */
  readonly own: OwnColumns;
  readonly rules: readonly Rule[];
  readonly stages: readonly Stage[];
  readonly pipeline: PipelineResult;
  /** Folder of everything that is built from the source. */
  readonly folder: string;
}

/** Brings the warehouse up to date: what every verb that asks it something begins with. */
export async function bringUpToDate(
  options: SourceOptions,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Warehouse> {
  const source = readSource(options.source, {
    data: await dataFor(options.source, options.data, reporter, signal),
  });
  const own = await ownColumns(source, signal);
  const rules = readRules(source.folder, (line) => reporter.warn(line), own);
  const stages = stagesOf(rules, source.about.as_of);
  const folder = workFolder(source.folder);
  const files = fileFingerprints(warehousePaths(folder).files);
  const pipeline = await runPipeline({
    source: pipelineSource(source, { files, now: Date.now(), signal }),
    stages,
    folder,
    reporter,
    signal,
  });
  files.save();
  for (const check of pipeline.checks) reporter.warn(checkLine(check));
  return { source, own, rules, stages, pipeline, folder };
}

/** Brings the warehouse up to date and publishes its artifacts: what every verb that shows pages begins with. */
export async function runStages(
  options: SourceOptions,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Staged> {
  const { source, rules, stages, pipeline, folder } = await bringUpToDate(options, reporter, signal);
  const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
  try {
    const published = await publish({
      engine,
      source,
      rules,
      stages,
      brakes: standingBrakesOf(folder),
      out: publishedFolder(source.folder),
      audience: "analyst",
      reporter,
      signal,
    });
    return {
      source,
      pipeline,
      published,
      writeTables: (stopped = signal) =>
        writeTables({
          warehouse: pipeline.warehouse,
          tables: published.tables,
          made: published.made,
          runId: published.runId,
          kept: join(folder, "tables"),
          artifacts: published.out,
          reporter,
          signal: stopped,
        }),
    };
  } finally {
    await engine.close();
  }
}
