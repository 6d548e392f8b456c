import type { CheckResult } from "../pipeline/source-tables.js";
import { ruleStates } from "../../src/lib/rule/index.js";
import type { RuleReport } from "../rules/inspect-rules.js";
import { problemLine } from "../rules/rule-problem.js";
import { unreadableCheck, type SourceReport } from "./check-source.js";

const count = new Intl.NumberFormat("en-GB");

/** A report as plain text: the tables read, then what blocks, then what warns, then what is absent. */
export function formatReport({ title, sound, tables, absent, results, rules }: SourceReport): string {
  const width = Math.max(0, ...tables.map(({ table }) => table.length));
  const problems = rules.flatMap(({ problems }) => problems);
  const blocks = [
    ...results.filter(({ severity }) => severity === "block").map(resultLine),
    ...problems.filter(({ severity }) => severity === "error").map(problemLine),
  ];
  const warnings = [
    ...results.filter(({ severity }) => severity === "warn").map(resultLine),
    ...problems.filter(({ severity }) => severity === "warning").map(problemLine),
  ];
  return [
    title,
    ...tables.map(
      ({ table, rows, from, to }) =>
        `  ${table.padEnd(width)}  ${count.format(rows)} ${rows === 1 ? "row" : "rows"}${from === null || to === null ? "" : `, ${from.slice(0, 10)} to ${to.slice(0, 10)}`}`,
    ),
    ...(rules.length === 0 ? [] : [`  ${ruleCounts(rules)}`]),
    ...blocks.map((line) => `blocks: ${line}`),
    ...warnings.map((line) => `warns: ${line}`),
    ...(absent.length === 0 ? [] : [`absent, so what needs them is shown as unknown: ${absent.join(", ")}`]),
    sound
      ? `The source keeps its contract${warnings.length === 0 ? "" : `, with ${warnings.length} ${warnings.length === 1 ? "warning" : "warnings"}`}.`
      : `The source breaks its contract in ${blocks.length} ${blocks.length === 1 ? "place" : "places"}; nothing was changed.`,
    "",
  ].join("\n");
}

/** How many rule files there are in each state. */
function ruleCounts(rules: readonly RuleReport[]): string {
  const states = [...ruleStates, null].flatMap((state) => {
    const inState = rules.filter((rule) => rule.state === state).length;
    return inState === 0 ? [] : [`${inState} ${state ?? "unreadable"}`];
  });
  return `${rules.length} ${rules.length === 1 ? "rule" : "rules"} in files: ${states.join(", ")}`;
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
