import { InvalidArgumentError, type Command } from "commander";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatRisk } from "../detect/risk/format-risk.js";
import { readExamples } from "../detect/risk/read-examples.js";
import { riskColumns } from "../detect/risk/risk-features.js";
import { isTrained, trainRisk } from "../detect/risk/train-risk.js";
import { openDuckDB } from "../engine/duckdb.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { standIn } from "../pipeline/run-stage.js";
import { readsOf } from "../rules/optional-reads.js";
import { consoleReporter } from "./console-reporter.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

interface RiskOptions extends SourceOptions {
  readonly seed: number;
  readonly folds: number;
  readonly repeats: number;
}

/** `shrike risk`: trains the risk model and says how well it works. */
export function addRisk(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program
      .command("risk")
      .description("train the risk model on reviewed accounts, and say how well it works on others"),
  )
    .option("--seed <n>", "what all chance comes from", whole(0), 0)
    .option("--folds <n>", "folds of cross-validation", whole(2), 5)
    .option(
      "--repeats <n>",
      "how often cross-validation is repeated, with the next seed each time",
      whole(1),
      10,
    )
    .action(async (options: RiskOptions) => {
      const reporter = consoleReporter(options.quiet ?? false);
      try {
        const { pipeline, rules, source, folder } = await bringUpToDate(options, reporter, signal);
        const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
        try {
          const tables = await warehouseTables(engine);
          if (rules.length === 0 || !tables.has("accounts"))
            throw new Error(
              `${source.folder}: a risk model needs accounts and rules: write accounts.sql and rules/*.yaml there`,
            );
          const { seed, folds, repeats } = options;
          await standIn(engine, { reads: [readsOf.decisions] }, tables);
          const labelled = await readExamples(engine, await riskColumns(engine, rules));
          const trained = trainRisk(labelled, { seed, folds, repeats });
          if (!isTrained(trained))
            throw new Error(
              `${source.folder}: a risk model of --folds ${folds} needs ${trained.least} labelled accounts that violate and as many that do not; there are ${trained.violating} and ${trained.sound}: connect review_jobs.sql and review_decisions.sql, or review more`,
            );
          const file = writeModel(join(folder, "risk"), trained.file);
          writeJson(options.json, {
            ...trained.report,
            version: trained.file.version,
            runId: pipeline.runId,
          });
          if (options.quiet !== true) process.stdout.write(`${formatRisk(trained)}model in ${file}\n`);
        } finally {
          await engine.close();
        }
      } finally {
        reporter.close();
      }
    });
}

function writeModel(folder: string, model: unknown): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "model.json");
  writeFileSync(`${file}.writing`, `${JSON.stringify(model)}\n`);
  renameSync(`${file}.writing`, file);
  return file;
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`${text}: expected a whole number of ${least} or more.`);
    return number;
  };
}
