import { basename, join, resolve } from "node:path";
import { fileFingerprints } from "../pipeline/file-fingerprints.js";
import { checkLine } from "../pipeline/source-tables.js";
import type { Reporter } from "../pipeline/reporter.js";
import { runPipeline, type PipelineResult } from "../pipeline/run-pipeline.js";
import type { Stage } from "../pipeline/stage.js";
import { warehousePaths } from "../pipeline/warehouse.js";
import { stagesOf } from "../publish/stages.js";
import type { OwnColumns } from "../features/registry.js";
import { readRules, type Rule } from "../rules/read-rules.js";
import { ownColumns } from "../source/own-columns.js";
import { pipelineSource } from "../source/pipeline-source.js";
import { readSource, type Source } from "../source/source.js";
import { dataFor } from "./demo-data.js";
import type { SourceOptions } from "./source-options.js";

/** Folder of everything that is built from a source. */
export function workFolder(source: string): string {
  return join(".shrike", basename(resolve(source)));
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

/**
 * Brings the warehouse up to date: what every verb that asks it something begins with.
 *
 * @param only the tables that are asked for, where the verb needs no others
 */
export async function bringUpToDate(
  options: SourceOptions,
  reporter: Reporter,
  signal: AbortSignal,
  only?: readonly string[],
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
    ...(only === undefined ? {} : { only }),
    signal,
  });
  files.save();
  for (const check of pipeline.checks) reporter.warn(checkLine(check));
  return { source, own, rules, stages, pipeline, folder };
}
