import { Command, CommanderError } from "commander";
import { describeError } from "./cli/describe-error.js";

type AddVerb = (program: Command, signal: AbortSignal) => void;

/** Each verb's module is loaded when it is asked for: all of them together take longer than some verbs do. */
const verbs: Readonly<Record<string, () => Promise<AddVerb>>> = {
  backtest: async () => (await import("./cli/backtest.js")).addBacktest,
  build: async () => (await import("./cli/build.js")).addBuild,
  check: async () => (await import("./cli/check.js")).addCheck,
  demo: async () => (await import("./cli/demo.js")).addDemo,
  dev: async () => (await import("./cli/dev.js")).addDev,
  emerging: async () => (await import("./cli/emerging.js")).addEmerging,
  enforce: async () => (await import("./cli/enforce.js")).addEnforce,
  finding: async () => (await import("./cli/finding.js")).addFinding,
  networks: async () => (await import("./cli/networks.js")).addNetworks,
  queue: async () => (await import("./cli/queue.js")).addQueue,
  risk: async () => (await import("./cli/risk.js")).addRisk,
  rules: async () => (await import("./cli/rules.js")).addRules,
  serve: async () => (await import("./cli/serve.js")).addServe,
};

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
  const asked = argv[2] ?? "";
  for (const [verb, load] of Object.entries(verbs))
    if (verb === asked || !Object.hasOwn(verbs, asked)) (await load())(program, stop.signal);
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
