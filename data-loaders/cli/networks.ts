import { InvalidArgumentError, type Command } from "commander";
import { openDuckDB } from "../engine/duckdb.js";
import { formatCount, formatDuration } from "../../src/lib/format/index.js";
import { findNetworks } from "../detect/networks/find-networks.js";
import { consoleReporter } from "./console-reporter.js";
import { bringUpToDate } from "./run-stages.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

interface NetworksOptions extends SourceOptions {
  readonly window: number;
  readonly minShared: number;
  readonly kind?: readonly string[];
  readonly maxPairs: number;
  readonly edges?: string;
}

/** `shrike networks`: accounts that share the same objects at the same time. */
export function addNetworks(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program.command("networks").description("accounts that share the same objects at the same time"),
  )
    .option(
      "--window <duration>",
      "time within which two accounts share an object: 60s, 10m, 24h",
      duration,
      60,
    )
    .option("--min-shared <n>", "shares that an account must have in common with others", whole, 2)
    .option(
      "--kind <kind...>",
      "kinds of objects: url, domain, hashtag, mention, media, text, post; all unless told",
    )
    .option(
      "--max-pairs <n>",
      "pairs of shares beyond which the most crowded moments are left out",
      whole,
      50_000_000,
    )
    .option("--edges <file>", "write the edges as Parquet")
    .action(async (options: NetworksOptions) => {
      const reporter = consoleReporter(options.quiet ?? false);
      try {
        const { pipeline, source } = await bringUpToDate(options, reporter, signal);
        const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
        try {
          const { window, minShared, kind: kinds, maxPairs, edges } = options;
          const found = await findNetworks(engine, source.folder, {
            window,
            minShared,
            kinds,
            maxPairs,
            edges,
          });
          writeJson(options.json, { window, minShared, ...found, runId: pipeline.runId });
          if (found.prunedShares > 0)
            reporter.warn(
              `${formatCount(found.prunedShares)} shares of ${formatCount(found.prunedObjects)} objects came in moments so crowded that they would make more than --max-pairs ${formatCount(maxPairs)} pairs: they are left out`,
            );
          if (options.quiet !== true)
            process.stdout.write(
              `${formatCount(found.edges)} edges between ${formatCount(found.accounts)} accounts, from ${formatCount(found.pairs)} pairs of shares within ${formatDuration(window)}; ${formatCount(found.components.length)} components, the largest of ${formatCount(found.components[0]?.accounts ?? 0)} accounts\n${edges === undefined ? "" : `edges in ${edges}\n`}`,
            );
        } finally {
          await engine.close();
        }
      } finally {
        reporter.close();
      }
    });
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function duration(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (units[unit ?? ""] ?? Number.NaN);
  if (!Number.isSafeInteger(seconds))
    throw new InvalidArgumentError(`${text}: expected a number and s, m, h or d, e.g. 60s.`);
  return seconds;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError(`${text}: expected a whole number of 1 or more.`);
  return number;
}
