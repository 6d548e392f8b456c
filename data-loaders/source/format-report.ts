import type { CheckResult } from "../pipeline/source-tables.js";
import { unreadableCheck, type SourceReport } from "./check-source.js";

const count = new Intl.NumberFormat("en-GB");

/** A report as plain text: the tables read, then what blocks, then what warns, then what is absent. */
export function formatReport({ title, sound, tables, absent, results }: SourceReport): string {
  const width = Math.max(0, ...tables.map(({ table }) => table.length));
  const blocks = results.filter(({ severity }) => severity === "block");
  const warnings = results.filter(({ severity }) => severity === "warn");
  return [
    title,
    ...tables.map(
      ({ table, rows, from, to }) =>
        `  ${table.padEnd(width)}  ${count.format(rows)} ${rows === 1 ? "row" : "rows"}${from === null || to === null ? "" : `, ${from.slice(0, 10)} to ${to.slice(0, 10)}`}`,
    ),
    ...blocks.map((result) => `blocks: ${resultLine(result)}`),
    ...warnings.map((result) => `warns: ${resultLine(result)}`),
    ...(absent.length === 0 ? [] : [`absent, so what needs them is shown as unknown: ${absent.join(", ")}`]),
    sound
      ? `The source keeps its contract${warnings.length === 0 ? "" : `, with ${warnings.length} ${warnings.length === 1 ? "warning" : "warnings"}`}.`
      : `The source breaks its contract in ${blocks.length} ${blocks.length === 1 ? "place" : "places"}; nothing was changed.`,
    "",
  ].join("\n");
}

/** A result on one line; what cannot be read says itself where. */
function resultLine({ table, column, check, message, rows, samples }: CheckResult): string {
  const where = column === null ? table : `${table}.${column}`;
  const what = check === unreadableCheck ? message : `${where}: ${check}: ${message}`;
  const found = [
    ...(rows === 0 ? [] : [`${count.format(rows)} ${rows === 1 ? "row" : "rows"}`]),
    ...(samples.length === 0 ? [] : [`for example ${samples.join(", ")}`]),
  ];
  return found.length === 0 ? what : `${what} (${found.join("; ")})`;
}
