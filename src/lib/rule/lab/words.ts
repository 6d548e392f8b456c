import {
  formatCount,
  formatDay,
  formatInterval,
  formatNumber,
  formatPercent,
  noData,
  thinSpace,
} from "../../format/index.js";
import type { Estimate } from "../../statistics/estimate.js";
import { platformText } from "../../text/index.js";
import { labelsNeeded } from "../gate.js";
import type { LabelCounts, RuleReport } from "../report/index.js";
import type { Candidate } from "./candidate.js";

/** Less of the hits inside a labelled frame than this, and precision is unknown. */
const leastCovered = 0.5;

/** The answer in a sentence. */
export function labHeadline({ rule, modified }: Candidate, report: RuleReport): string {
  const hits = `${formatCount(report.accountsHit)} ${report.accountsHit === 1 ? "account" : "accounts"}`;
  const begin = modified ? "With these changes, " : "";
  const name = `“${platformText(rule.title, 80)}”`;
  if (report.accountsHit === 0) return `${begin}${name} hits no account`;
  return `${begin}${name} hits ${hits}; ${precisionClause(report, rule.target_precision)}`;
}

function precisionClause({ precision, labels }: RuleReport, target: number): string {
  const { value, low, high, covered } = precision;
  if (value === null || low === null || high === null || covered < leastCovered)
    return `its precision is unknown: ${labelsWanted(value, target, labels)}`;
  const goal = formatPercent(target);
  const measured = `${formatPercent(value)} (95${thinSpace}% interval ${formatInterval(low, high, formatPercent)})`;
  if (high < target) return `its precision, ${measured}, misses the target of ${goal}`;
  if (low >= target) return `its precision, ${measured}, holds the target of ${goal}`;
  return `its precision, ${measured}, cannot be told from the target of ${goal}`;
}

/** How many labels would settle what is unknown. */
export function labelsWanted(value: number | null, target: number, { reviewed }: LabelCounts): string {
  const size = labelsNeeded(value, target, reviewed) ?? labelsNeeded(null, target, reviewed);
  return size === null
    ? "no number of labels at which a gate is read is left"
    : `${formatCount(size - reviewed)} labels needed`;
}

/** What changes, and what it costs. */
export function labSummary(candidate: Candidate, report: RuleReport): string {
  const { live, unique, reviewHours, sampledFrom, accounts } = report;
  const parts: string[] = [];
  parts.push(liveClause(candidate, live));
  if (report.accountsHit > 0)
    parts.push(
      unique.accounts === 0
        ? "Every account is hit by another acting rule, too."
        : `No other acting rule hits ${formatCount(unique.accounts)} of them (${labelsText(unique.labels)}).`,
    );
  if (reviewHours !== null)
    parts.push(`To review every hit once takes ${formatNumber(reviewHours)} person-hours.`);
  parts.push(
    sampledFrom === null
      ? `Asked about ${formatCount(accounts)} accounts, each as it last was, ${formatDay(report.from)} to ${formatDay(report.to)}.`
      : `Asked about a random sample of ${formatCount(accounts)} of ${formatCount(sampledFrom)} accounts, each as it last was, ${formatDay(report.from)} to ${formatDay(report.to)}: counts are those of the sample.`,
  );
  return parts.join(" ");
}

function liveClause({ rule, modified }: Candidate, live: RuleReport["live"]): string {
  if (live === null) return "No version of it runs.";
  const running = `version ${live.version}, which is in ${rule.state.replace("_", " ")}`;
  if (!modified) return `This is ${running}.`;
  if (live.added === 0 && live.removed === 0) return `It hits the same accounts as ${running}.`;
  return `Against ${running}, ${formatCount(live.kept)} accounts stay, ${formatCount(live.added)} come (${labelsText(live.addedLabels)}) and ${formatCount(live.removed)} go (${labelsText(live.removedLabels)}).`;
}

/** "36 true positives, 6 false"; says so where nothing was reviewed. */
export function labelsText({
  reviewed,
  truePositives,
  falsePositives,
  novel,
  uncertain,
}: LabelCounts): string {
  if (reviewed + uncertain === 0) return "none reviewed";
  return [
    `${formatCount(truePositives)} true`,
    `${formatCount(falsePositives)} false`,
    ...(novel > 0 ? [`${formatCount(novel)} of another policy`] : []),
    ...(uncertain > 0 ? [`${formatCount(uncertain)} uncertain`] : []),
  ].join(", ");
}

/** A share as it stands in large type. */
export function shareText({ value }: Estimate): string {
  return value === null ? noData : formatPercent(value);
}

/** Its interval and the counts behind it. */
export function shareBasis(estimate: Estimate, what: string): string {
  const { low, high, numerator, denominator } = estimate;
  return [
    ...(low === null || high === null
      ? []
      : [`95${thinSpace}% interval ${formatInterval(low, high, formatPercent)}`]),
    ...(numerator === null || denominator === null
      ? []
      : [`${formatCount(numerator)} of ${formatCount(denominator)} ${what}`]),
  ].join("; ");
}
