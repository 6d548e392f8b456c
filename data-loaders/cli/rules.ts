import type { Command } from "commander";
import { openDuckDB } from "../engine/duckdb.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { readCoverage } from "../publish/data-coverage.js";
import { formatRules } from "../rules/overview/format-rules.js";
import { standingBrakesOf } from "../rules/enforce/brakes-file.js";
import { rulesOverview } from "../rules/overview/overview.js";
import { consoleReporter } from "./console-reporter.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

/** `shrike rules`: every rule with its state, its health and what its promotion lacks. */
export function addRules(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program.command("rules").description("every rule with state, health and what its promotion lacks"),
  ).action(async (options: SourceOptions) => {
    const reporter = consoleReporter(options.quiet ?? false);
    try {
      const { rules, pipeline, source, folder } = await bringUpToDate(options, reporter, signal);
      const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
      try {
        const { asOf } = await readCoverage(engine, await warehouseTables(engine), source.about.as_of);
        const overview = await rulesOverview(engine, rules, asOf.slice(0, 10), standingBrakesOf(folder));
        if (overview.total === 0)
          throw new Error(
            `${source.folder} has no rules: write rules/<id>.yaml there, or rules.sql for those of the platform`,
          );
        writeJson(options.json, { ...overview, runId: pipeline.runId });
        if (options.quiet !== true) process.stdout.write(formatRules(overview));
      } finally {
        await engine.close();
      }
    } finally {
      reporter.close();
    }
  });
}
