import { InvalidArgumentError, type Command } from "commander";
import { defaultDemoSize, generateDemo, leastDemoSize } from "../source/demo/generate.js";
import { consoleReporter } from "./console-reporter.js";
import { demoData } from "./demo-data.js";
import { writeJson } from "./write-json.js";

interface DemoOptions {
  readonly accounts: number;
  readonly days: number;
  readonly seed: number;
  readonly out: string;
  readonly json?: string;
  readonly quiet?: boolean;
}

/** `shrike demo`: writes the simulated platform at any size. */
export function addDemo(program: Command, signal: AbortSignal): void {
  program
    .command("demo")
    .description("write the simulated platform, at any size")
    .option(
      "--accounts <number>",
      "accounts on the platform",
      wholeNumber(leastDemoSize.accounts),
      defaultDemoSize.accounts,
    )
    .option(
      "--days <number>",
      "days from 3 January 2026 on",
      wholeNumber(leastDemoSize.days),
      defaultDemoSize.days,
    )
    .option("--seed <number>", "what all chance comes from", wholeNumber(0), defaultDemoSize.seed)
    .option("--out <dir>", "folder to write the tables to", demoData)
    .option("--json <file>", "write the result as JSON, too")
    .option("--quiet", "print nothing but errors")
    .option("--debug", "print the stack of an error")
    .action(async ({ accounts, days, seed, out, json, quiet }: DemoOptions) => {
      const reporter = consoleReporter(quiet ?? false);
      try {
        const rows = await generateDemo({ accounts, days, seed, out, reporter, signal });
        writeJson(json, { out, accounts, days, seed, rows });
        reporter.note(`simulated platform of ${accounts} accounts and ${days} days in ${out}`);
      } finally {
        reporter.close();
      }
    });
}

function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`expected a whole number of at least ${least}.`);
    return number;
  };
}
