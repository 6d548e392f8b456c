import type { Command } from "commander";
import { previewSite } from "../site/preview-site.js";
import { consoleReporter } from "./console-reporter.js";
import { runStages } from "./run-stages.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";

/** `shrike dev`: runs the stages, then serves the site live until Ctrl-C. */
export function addDev(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program.command("dev").description("run the stages, then serve the site live on localhost"),
  )
    .option("--port <number>", "port of the preview", Number)
    .action(async (options: SourceOptions & { port?: number }) => {
      const reporter = consoleReporter(options.quiet ?? false);
      let artifacts: string;
      try {
        const { published, writeTables } = await runStages(options, reporter, signal);
        await writeTables();
        artifacts = published.out;
      } finally {
        reporter.close();
      }
      await previewSite({
        artifacts,
        ...(options.port === undefined ? {} : { port: options.port }),
        signal,
        onOutput: () => undefined,
        onReady: (url) => process.stdout.write(`The site is at ${url} (Ctrl-C stops it)\n`),
      });
    });
}
