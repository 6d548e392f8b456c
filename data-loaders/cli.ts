import { Command, CommanderError } from "commander";
import { addBacktest } from "./cli/backtest.js";
import { addBuild } from "./cli/build.js";
import { addCheck } from "./cli/check.js";
import { addDemo } from "./cli/demo.js";
import { addDev } from "./cli/dev.js";
import { addEnforce } from "./cli/enforce.js";
import { addFinding } from "./cli/finding.js";
import { addNetworks } from "./cli/networks.js";
import { addQueue } from "./cli/queue.js";
import { addRisk } from "./cli/risk.js";
import { addRules } from "./cli/rules.js";
import { addServe } from "./cli/serve.js";
import { describeError } from "./cli/describe-error.js";

/**
 * Runs the `shrike` command.
 *
 * @param argv as of `process.argv`
 * @returns 0 done, 1 the check or the work failed, 2 wrong usage, 130 stopped by Ctrl-C
 */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Error("stopped"));
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  const program = new Command("shrike")
    .description("Enforcement insights: checks a source, aggregates it, publishes the pages.")
    .showHelpAfterError("(shrike --help lists the commands)")
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const add of [
    addBacktest,
    addBuild,
    addCheck,
    addDemo,
    addDev,
    addEnforce,
    addFinding,
    addNetworks,
    addQueue,
    addRisk,
    addRules,
    addServe,
  ])
    add(program, stop.signal);
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (stop.signal.aborted) {
      process.stderr.write("stopped; the last complete warehouse and site are as they were\n");
      return 130;
    }
    process.stderr.write(`${describeError(error, argv.includes("--debug"))}\n`);
    return 1;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}
