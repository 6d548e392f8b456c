import type { Candidate } from "../../lib/rule/lab/candidate.js";
import type { RuleReport } from "../../lib/rule/report/index.js";
import { node } from "./elements.js";
import { days, precision } from "./report-figures.js";
import { bigNumbers } from "./report-numbers.js";
import { change, overlap, sample, segments } from "./report-tables.js";

/** Pixels between cards, and inside of one to both sides of its figure. */
const cardGap = 12;
const cardPadding = 38;

/** Whether the style sheet has room for two cards in a row. */
function sideBySide(): boolean {
  return matchMedia("(min-width: 900px)").matches;
}

/** All figures of a report. */
export function reportView({ rule }: Candidate, report: RuleReport, width: number): HTMLElement {
  const half = (sideBySide() ? Math.floor((width - cardGap) / 2) : width) - cardPadding;
  return node(
    "div",
    { class: "lab-report" },
    bigNumbers(report, rule.target_precision),
    node(
      "div",
      { class: "card-grid" },
      days(report, half),
      precision(report, rule.target_precision, half),
      change(report),
      overlap(report, rule.id),
      segments(report),
      sample(report),
    ),
  );
}
