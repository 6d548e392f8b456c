import { formatPercent } from "../../../src/lib/format/index.js";
import { platformText } from "../../../src/lib/text/index.js";
import type { Backtest } from "./backtest.js";
import { bases, closest, estimateText, reportFigures, wrongSegments } from "./figures.js";

/** A backtest as the command line prints it. */
export function formatBacktest(result: Backtest): string {
  const params = Object.entries(result.params).map(([name, value]) => `${name} = ${value}`);
  const lines = [
    `${result.rule}: ${platformText(result.title)}${params.length > 0 ? ` (${params.join(", ")})` : ""}`,
  ];
  for (const [title, report] of bases(result)) {
    lines.push("", title);
    for (const [name, value] of reportFigures(report)) lines.push(`  ${name.padEnd(24)}${value}`);
    for (const { rule, both, jaccard, state } of closest(report, result.rule))
      lines.push(
        `  ${"overlap".padEnd(24)}${rule} (${state}): ${both} accounts, Jaccard ${formatPercent(jaccard)}`,
      );
    for (const { dimension, value, share } of wrongSegments(report))
      lines.push(
        `  ${"wrong hits".padEnd(24)}${dimension} ${platformText(value)}: ${estimateText(share, "reviewed")}`,
      );
  }
  lines.push("", "Versions, every active hour");
  for (const { version, precision, recall, accountsHit } of result.versions)
    lines.push(
      `  ${`version ${version}`.padEnd(24)}${accountsHit} accounts; precision ${estimateText(precision, "reviewed")}; relative recall ${formatPercent(recall.value)}`,
    );
  return `${lines.join("\n")}\n`;
}
