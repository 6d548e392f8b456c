import { formatCount, formatNumber, formatPercent, noData } from "../../lib/format/index.js";
import { labelsText, labelsWanted, shareBasis, shareText } from "../../lib/rule/lab/words.js";
import type { RuleReport } from "../../lib/rule/report/index.js";
import { node } from "./elements.js";

/** What a report counts and estimates, each with what it rests on. */
export function bigNumbers(report: RuleReport, target: number): HTMLElement {
  const { recall, unique } = report;
  const reviewed = report.precision;
  return node(
    "div",
    { class: "big-numbers" },
    number(
      "lab-hits",
      "Accounts hit",
      formatCount(report.accountsHit),
      `of ${formatCount(report.accounts)} asked about`,
    ),
    number(
      "lab-precision",
      "Precision, as reviewed",
      reviewed.value === null ? "unknown" : formatPercent(reviewed.value),
      [
        shareBasis(reviewed, "reviewed"),
        ...(reviewed.value === null && report.accountsHit > 0
          ? [labelsWanted(null, target, report.labels)]
          : []),
        `${formatPercent(reviewed.covered)} of hits inside a labelled frame`,
        `target ${formatPercent(target)}`,
      ]
        .filter(Boolean)
        .join("; "),
    ),
    number(
      "lab-corrected",
      "Precision, corrected",
      shareText(report.precisionCorrected),
      shareBasis(report.precisionCorrected, "reviewed") || "no gold items tell reviewers’ errors",
    ),
    number(
      "lab-any",
      "Any violation",
      shareText(report.anyViolation),
      shareBasis(report.anyViolation, "reviewed") || "none reviewed",
    ),
    number(
      "lab-relative",
      "Recall, relative",
      shareText(recall.relative),
      [
        shareBasis(recall.relative, "known true positives"),
        `of what ${formatCount(recall.union.length)} acting rules match together`,
      ]
        .filter(Boolean)
        .join("; "),
    ),
    number(
      "lab-absolute",
      "Recall, absolute",
      shareText(recall.absolute),
      shareBasis(recall.absolute, "true positives") || "no accounts were drawn whatever rules say",
    ),
    number(
      "lab-unique",
      "Only this rule",
      formatCount(unique.accounts),
      `accounts that no other acting rule hits: ${labelsText(unique.labels)}`,
    ),
    number(
      "lab-load",
      "Review load",
      report.reviewHours === null ? noData : `${formatNumber(report.reviewHours)} h`,
      report.reviewHours === null ? "no review has a time" : "person-hours to review every hit once",
    ),
  );
}

function number(id: string, label: string, value: string, basis: string): HTMLElement {
  const unknown = value === noData || value === "unknown";
  return node(
    "div",
    { class: "big-number", id, role: "group", "aria-label": label },
    node("h2", {}, label),
    node("p", { class: unknown ? "value unknown" : "value" }, value),
    node("p", { class: "interval" }, basis),
  );
}
