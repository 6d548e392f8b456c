import type { Engine } from "../../data-loaders/engine/engine.js";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";
import type { Stage } from "../../data-loaders/pipeline/stage.js";

/** Runs one of some stages as a whole over the tables of a database; those that it reads must be there. */
export async function runStage(engine: Engine, stages: readonly Stage[], name: string): Promise<void> {
  const run = stages.find((stage) => stage.name === name)?.run;
  if (run === undefined) throw new Error(`no stage "${name}" that runs by itself`);
  await run({
    engine,
    reporter: silentReporter,
    signal: new AbortController().signal,
    days: null,
    inDays: () => "TRUE",
    write: (table, select) => engine.execute(`CREATE TABLE ${table} AS ${select}`),
  });
}
