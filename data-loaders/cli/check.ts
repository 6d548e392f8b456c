import type { Command } from "commander";
import { openDuckDB } from "../engine/duckdb.js";
import { silentReporter } from "../pipeline/reporter.js";
import { checkLine, ContractError, type CheckResult } from "../pipeline/source-tables.js";
import { fileFingerprints } from "../pipeline/file-fingerprints.js";
import { pipelineSource } from "../source/pipeline-source.js";
import { readSource } from "../source/source.js";
import { dataFor } from "./demo-data.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

/** `shrike check`: reads a source into a database in memory and checks it; nothing is kept. */
export function addCheck(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program.command("check").description("check a source against the contract; writes nothing"),
  ).action(async (options: SourceOptions) => {
    const source = readSource(options.source, {
      data: await dataFor(options.source, options.data, silentReporter, signal),
    });
    const read = pipelineSource(source, { files: fileFingerprints(""), now: Date.now() });
    const engine = await openDuckDB({ path: ":memory:" });
    const interrupt = (): void => engine.interrupt();
    signal.addEventListener("abort", interrupt, { once: true });
    let results: readonly CheckResult[];
    try {
      for (const table of read.tables) {
        await table.fingerprint();
        await table.load(engine, silentReporter.task(table.table));
      }
      results = await read.check(engine);
    } finally {
      signal.removeEventListener("abort", interrupt);
      await engine.close();
    }
    writeJson(options.json, { source: source.name, tables: read.tables.map(({ table }) => table), results });
    if (results.some(({ severity }) => severity === "block")) throw new ContractError(results);
    if (options.quiet === true) return;
    for (const result of results) process.stdout.write(`warning: ${checkLine(result)}\n`);
    process.stdout.write(
      `${source.name}: ${read.tables.length} tables keep the contract, ${results.length} ${results.length === 1 ? "warning" : "warnings"}\n`,
    );
  });
}
