import type { Command } from "commander";
import { sideBySide } from "../process/side-by-side.js";
import { buildSite } from "../site/build-site.js";
import { consoleReporter } from "./console-reporter.js";
import { runStages } from "./run-stages.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

/** `shrike build`: runs the stages, then writes the static site. */
export function addBuild(program: Command, signal: AbortSignal): void {
  withSourceOptions(program.command("build").description("run the stages, then write the static site"))
    .option("--out <dir>", "folder to write the site to", "dist")
    .action(async (options: SourceOptions & { out: string }) => {
      const reporter = consoleReporter(options.quiet ?? false);
      try {
        const { published, pipeline, writeTables } = await runStages(options, reporter, signal);
        const task = reporter.task("Pages");
        // Pages keep one core busy, and so do tables.
        let tables: Promise<void> = Promise.resolve();
        const [, site] = await sideBySide(
          [
            (stopped) => (tables = writeTables(stopped)),
            (stopped) =>
              buildSite({ artifacts: published.out, out: options.out, binaries: tables, signal: stopped }),
          ],
          signal,
        ).catch((error: unknown) => {
          task.failed();
          throw error;
        });
        task.done();
        reporter.note(
          `${site.pages.length} pages in ${site.out}; look at them with: npx shrike serve ${site.out}`,
        );
        writeJson(options.json, {
          out: site.out,
          pages: site.pages,
          runId: published.runId,
          loaded: pipeline.loaded,
          checks: pipeline.checks,
        });
      } finally {
        reporter.close();
      }
    });
}
