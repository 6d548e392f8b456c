import { formatCount, formatPercent } from "../../../src/lib/format/index.js";
import { platformMarkdown } from "../../../src/lib/text/index.js";
import type { Backtest } from "./backtest.js";
import { bases, closest, estimateText, reportFigures, wrongSegments } from "./figures.js";

/** A backtest as a comment on a pull request. */
export function markdownBacktest(result: Backtest): string {
  const params = Object.entries(result.params).map(([name, value]) => `${name} = ${value}`);
  const parts = [
    `## Backtest of ${result.rule}`,
    `${platformMarkdown(result.title)}${params.length > 0 ? `; ${params.join(", ")}` : ""}; target precision ${formatPercent(result.target)}`,
  ];
  for (const [title, report] of bases(result)) {
    parts.push(`### ${title}`, table(["figure", "value"], reportFigures(report)));
    const near = closest(report, result.rule);
    if (near.length > 0)
      parts.push(
        table(
          ["rule", "state", "accounts in both", "Jaccard"],
          near.map(({ rule, state, both, jaccard }) => [
            rule,
            state,
            formatCount(both),
            formatPercent(jaccard),
          ]),
        ),
      );
    const wrong = wrongSegments(report);
    if (wrong.length > 0)
      parts.push(
        table(
          ["segment", "share of wrong hits"],
          wrong.map(({ dimension, value, share }) => [
            `${dimension} ${platformMarkdown(value)}`,
            estimateText(share, "reviewed"),
          ]),
        ),
      );
  }
  parts.push(
    "### Versions",
    table(
      ["version", "accounts hit", "precision", "relative recall"],
      result.versions.map(({ version, accountsHit, precision, recall }) => [
        String(version),
        formatCount(accountsHit),
        estimateText(precision, "reviewed"),
        formatPercent(recall.value),
      ]),
    ),
  );
  return `${parts.join("\n\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
