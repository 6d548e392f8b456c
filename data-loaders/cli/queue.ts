import { InvalidArgumentError, type Command } from "commander";
import { openDuckDB } from "../engine/duckdb.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { readCoverage } from "../publish/data-coverage.js";
import { formatQueues } from "../rules/review/format-queues.js";
import { writeReviewQueues } from "../rules/review/queue.js";
import { consoleReporter } from "./console-reporter.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

interface QueueCommandOptions extends SourceOptions {
  readonly hours: number;
  readonly out: string;
  readonly runId?: string;
  readonly handleSeconds?: number;
}

/** `shrike queue`: writes the manual review queues. */
export function addQueue(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program
      .command("queue")
      .description("write the review queues: the labels that person-hours are best spent on")
      .requiredOption("--hours <number>", "person-hours that there are", positive)
      .requiredOption("--out <dir>", "folder to write the queues to"),
  )
    .option("--run-id <id>", "names the run, and decides its draws; by default the day of the data", runId)
    .option("--handle-seconds <number>", "seconds of a review; by default the mean of past ones", positive)
    .action(async (options: QueueCommandOptions) => {
      const reporter = consoleReporter(options.quiet ?? false);
      try {
        const { pipeline, source } = await bringUpToDate(options, reporter, signal);
        const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true, threads: 1 });
        try {
          const { asOf } = await readCoverage(engine, await warehouseTables(engine), source.about.as_of);
          const { hours, out, handleSeconds } = options;
          const run = options.runId ?? `queue-${asOf.slice(0, 10)}`;
          const result = await writeReviewQueues(engine, { hours, out, runId: run, asOf, handleSeconds });
          writeJson(options.json, { ...result, warehouse: pipeline.runId });
          if (options.quiet !== true) process.stdout.write(formatQueues(result));
        } finally {
          await engine.close();
        }
      } finally {
        reporter.close();
      }
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError(`${text}: expected a number above 0, e.g. 8.`);
  return value;
}

function runId(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(text))
    throw new InvalidArgumentError(`${text}: expected lower-case letters, digits and dashes, e.g. week-32.`);
  return text;
}
