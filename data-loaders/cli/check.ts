import type { Command } from "commander";
import { silentReporter } from "../pipeline/reporter.js";
import { readFindings } from "../publish/findings/index.js";
import { checkSource } from "../source/check-source.js";
import { formatReport } from "../source/format-report.js";
import { dataFor } from "./demo-data.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

/** A source that breaks the contract: the report has been printed, and the command fails. */
export class UnsoundSource extends Error {
  override readonly name = "UnsoundSource";
}

/** `shrike check`: reads a source into a database that is thrown away and checks it; nothing is kept. */
export function addCheck(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program.command("check").description("check a source against the contract; writes nothing"),
  ).action(async (options: SourceOptions) => {
    const report = await checkSource(options.source, {
      data: await dataFor(options.source, options.data, silentReporter, signal),
      now: Date.now(),
      signal,
    });
    writeJson(options.json, report);
    if (!report.sound || options.quiet !== true)
      (report.sound ? process.stdout : process.stderr).write(formatReport(report));
    await readFindings(options.source);
    if (!report.sound) throw new UnsoundSource(`${options.source} breaks the contract`);
  });
}
