import { InvalidArgumentError, type Command } from "commander";
import { openDuckDB } from "../engine/duckdb.js";
import { backtest } from "../rules/backtest/backtest.js";
import { formatBacktest } from "../rules/backtest/format-backtest.js";
import { markdownBacktest } from "../rules/backtest/markdown-backtest.js";
import { ruleNamed } from "../rules/read-rules.js";
import { consoleReporter } from "./console-reporter.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

interface BacktestCommandOptions extends SourceOptions {
  readonly set: Readonly<Record<string, number>>;
  readonly from?: string;
  readonly to?: string;
  readonly markdown?: boolean;
}

/** `shrike backtest`: tries a rule on all that has happened. */
export function addBacktest(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program
      .command("backtest")
      .description("try a rule on all that has happened: hits, precision, recall, overlap, review load")
      .argument("<rule>", "id of a rule of the source, or a rule's file"),
  )
    .option("--set <name=value>", "a parameter's value in place of its default; may be repeated", setting, {})
    .option("--from <day>", "first day asked about, YYYY-MM-DD", day)
    .option("--to <day>", "last day asked about, YYYY-MM-DD", day)
    .option("--markdown", "print a report for a pull request")
    .action(async (name: string, options: BacktestCommandOptions) => {
      const reporter = consoleReporter(options.quiet ?? false);
      try {
        const { rules, source, own, pipeline } = await bringUpToDate(options, reporter, signal);
        const rule = ruleNamed(name, rules, source.folder, own);
        const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
        try {
          const { set, from, to } = options;
          const result = await backtest({ engine, rules, rule, set, from, to });
          const { headline, latest, history, versions, ...subject } = result;
          writeJson(options.json, {
            ...subject,
            ...headline,
            history,
            latest,
            versions,
            runId: pipeline.runId,
          });
          if (options.quiet !== true)
            process.stdout.write(options.markdown ? markdownBacktest(result) : formatBacktest(result));
        } finally {
          await engine.close();
        }
      } finally {
        reporter.close();
      }
    });
}

function setting(text: string, before: Readonly<Record<string, number>>): Record<string, number> {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.+)$/.exec(text) ?? [];
  const number = Number(value);
  if (name === undefined || !Number.isFinite(number))
    throw new InvalidArgumentError(`${text}: expected a parameter and a number, e.g. min_links=5.`);
  return { ...before, [name]: number };
}

function day(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError(`${text}: expected a day, e.g. 2026-03-01.`);
  return text;
}
