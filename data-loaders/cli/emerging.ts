import { type Command, InvalidArgumentError, Option } from "commander";
import { formatCount } from "../../src/lib/format/index.js";
import { falseShareOf } from "../../src/lib/emerging/false-share.js";
import { addDays, daysBetween, isDay } from "../../src/lib/time/index.js";
import { alertEvents } from "../detect/emerging/alert-events.js";
import { entityReads } from "../detect/emerging/entity-days.js";
import { findAlerts } from "../detect/emerging/find-alerts.js";
import { lastDay } from "../detect/emerging/read-series.js";
import { formatAlerts } from "../detect/emerging/format-alerts.js";
import { openDuckDB } from "../engine/duckdb.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { consoleReporter } from "./console-reporter.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

interface EmergingOptions extends SourceOptions {
  readonly asOf?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `shrike emerging`: the alerts that would have been raised, using only what was known then. */
export function addEmerging(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program
      .command("emerging")
      .description(
        "alerts of abuse that emerges: those of a day, or of a range of days, as they were raised",
      ),
  )
    .addOption(
      new Option("--as-of <day>", "the alerts of this day; nothing later is read")
        .argParser(day)
        .conflicts(["from", "to"]),
    )
    .option("--from <day>", "first day of a range; by default 27 days before its last", day)
    .option("--to <day>", "last day of a range; by default the last of the data", day)
    .action(async (options: EmergingOptions) => {
      const { asOf } = options;
      const reporter = consoleReporter(options.quiet ?? false);
      try {
        const { pipeline, source } = await bringUpToDate(options, reporter, signal, [
          ...entityReads.map(({ table }) => table),
          "text_clusters",
        ]);
        const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
        try {
          const found = await findAlerts(engine, asOf ?? options.to);
          if (found === null)
            throw new Error(
              `${source.folder}: nothing has a time${asOf === undefined ? "" : ` up to --as-of ${asOf}`}: write events.sql there, or give a later day`,
            );
          const last = (await lastDay(engine)) ?? addDays(found.series.first, found.series.days - 1);
          const to = asOf ?? options.to ?? last;
          const from = asOf ?? options.from ?? addDays(to, -27);
          if (to > last)
            throw new Error(
              `${asOf === undefined ? "--to" : "--as-of"} ${to} lies after the last day of the data, ${last}: what came then is unknown; give a day up to that`,
            );
          if (from > to) throw new Error(`--from ${from} lies after --to ${to}: give an earlier day`);
          const alerts = await alertEvents(
            engine,
            found.alerts.filter(({ day: raised }) => raised >= from && raised <= to),
          );
          const at = (of: string): number => daysBetween(found.series.first, of);
          const falseShare = falseShareOf(found.detection, at(from), at(to));
          const withheld = found.detection.withheld
            .slice(Math.max(0, at(from)), at(to) + 1)
            .reduce((sum, count) => sum + count, 0);
          writeJson(options.json, { from, to, falseShare, withheld, alerts, runId: pipeline.runId });
          for (const line of notes(found)) reporter.warn(line);
          if (options.quiet !== true)
            process.stdout.write(formatAlerts({ from, to, alerts, falseShare, withheld }));
        } finally {
          await engine.close();
        }
      } finally {
        reporter.close();
      }
    });
}

function notes({ straying, leftOut }: { readonly straying: number; readonly leftOut: number }): string[] {
  return [
    ...(straying > 0
      ? [
          `${formatCount(straying)} events lie more than two months from all others: their clocks are taken to run wrong, and they are left out`,
        ]
      : []),
    ...(leftOut > 0 ? [`${formatCount(leftOut)} smaller entities are left out for want of memory`] : []),
  ];
}

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError(`${text}: expected a day, e.g. 2016-01-31.`);
  return text;
}
