import { join } from "node:path";
import type { Reporter } from "../pipeline/reporter.js";
import type { PipelineResult } from "../pipeline/run-pipeline.js";
import { publish, type Published } from "../publish/publish.js";
import { writeTables } from "../publish/tables/write-tables.js";
import { standingBrakesOf } from "../rules/enforce/brakes-file.js";
import type { Source } from "../source/source.js";
import { bringUpToDate, workFolder } from "./bring-up-to-date.js";
import type { SourceOptions } from "./source-options.js";

/** What stands after the stages have run and the artifacts were written. */
export interface Staged {
  readonly source: Source;
  readonly pipeline: PipelineResult;
  readonly published: Published;
  /** Writes the tables for SQL, which pages ask for when a reader does: the one thing that they can be built without. */
  writeTables(signal?: AbortSignal): Promise<void>;
}

/** Folder of the artifacts that the analysts' site is built from. */
export function publishedFolder(source: string): string {
  return join(workFolder(source), "artifacts", "analyst");
}

/** Brings the warehouse up to date and publishes its artifacts: what every verb that shows pages begins with. */
export async function runStages(
  options: SourceOptions,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Staged> {
  const { source, rules, stages, pipeline, folder } = await bringUpToDate(options, reporter, signal);
  const published = await publish({
    warehouse: pipeline.warehouse,
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
}
