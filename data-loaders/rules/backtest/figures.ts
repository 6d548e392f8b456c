import {
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  noData,
} from "../../../src/lib/format/index.js";
import type { LabelCounts, RuleReport } from "../../../src/lib/rule/report/index.js";
import type { Estimate } from "../../../src/lib/statistics/estimate.js";
import type { Backtest } from "./backtest.js";

/** A figure with its name. */
export type Figure = readonly [name: string, value: string];

/** "0.857 (0.72–0.93), 36 of 42 reviewed"; says so where nothing is known. */
export function estimateText({ value, low, high, numerator, denominator }: Estimate, what: string): string {
  const counts =
    numerator === null || denominator === null
      ? ""
      : `, ${formatCount(numerator)} of ${formatCount(denominator)} ${what}`;
  if (value === null && (low === null || high === null)) return noData;
  const interval = `95 % interval ${formatInterval(low, high, formatPercent)}`;
  return `${value === null ? "unknown" : formatPercent(value)} (${interval}${counts})`;
}

/** The figures of a report, in the order in which a reader asks for them. */
export function reportFigures(report: RuleReport): Figure[] {
  const { precision, recall, unique, live, labels } = report;
  const figures: Figure[] = [
    ["hits", `${formatCount(report.hits)} on ${formatCount(report.accountsHit)} accounts`],
    ["precision, as reviewed", `${estimateText(precision, "reviewed")}${covered(report)}`],
    ["precision, corrected", estimateText(report.precisionCorrected, "reviewed")],
    ["any violation", estimateText(report.anyViolation, "reviewed")],
    ["labels", labelsText(labels)],
    [
      "recall, relative",
      `${estimateText(recall.relative, "known true positives")}; union of ${formatCount(recall.union.length)} rules`,
    ],
    ["recall, absolute", estimateText(recall.absolute, "true positives")],
    ["unique", `${formatCount(unique.accounts)} accounts, ${labelsText(unique.labels)}`],
    [
      "review load",
      report.reviewHours === null
        ? "unknown: no review has a time"
        : `${formatNumber(report.reviewHours)} person-hours for every hit`,
    ],
  ];
  if (live !== null)
    figures.push([
      `against version ${live.version}`,
      `${formatCount(live.kept)} accounts stay, ${formatCount(live.added)} come (${labelsText(live.addedLabels)}), ${formatCount(live.removed)} go (${labelsText(live.removedLabels)})`,
    ]);
  return figures;
}

/** The rules that share most accounts with this one. */
export function closest({ overlap }: RuleReport, self: string, limit = 5): RuleReport["overlap"] {
  return overlap
    .filter(({ rule, both }) => rule !== self && both > 0)
    .toSorted((a, b) => b.both - a.both || (a.rule < b.rule ? -1 : 1))
    .slice(0, limit);
}

/** Segments in which some reviewed hits were wrong, worst first. */
export function wrongSegments({ segments }: RuleReport, limit = 5): RuleReport["segments"] {
  return segments.filter(({ wrong, value }) => wrong > 0 && value !== "").slice(0, limit);
}

/** Reports with what a reader calls their basis. */
export function bases({ latest, history }: Backtest): readonly (readonly [string, RuleReport])[] {
  return [
    [`Every active hour, ${history.from} to ${history.to}`, history],
    ...(latest === null ? [] : [["Each account as it last was (the rule lab's basis)", latest] as const]),
  ];
}

function covered({ precision, accountsHit }: RuleReport): string {
  if (accountsHit === 0 || precision.covered >= 1) return "";
  return `; ${formatPercent(precision.covered)} of hits inside a labelled frame`;
}

function labelsText({ reviewed, truePositives, falsePositives, novel, uncertain }: LabelCounts): string {
  if (reviewed + uncertain === 0) return "none reviewed";
  return [
    `${formatCount(truePositives)} true positives`,
    `${formatCount(falsePositives)} false`,
    ...(novel > 0 ? [`${formatCount(novel)} of another policy`] : []),
    ...(uncertain > 0 ? [`${formatCount(uncertain)} uncertain`] : []),
  ].join(", ");
}
