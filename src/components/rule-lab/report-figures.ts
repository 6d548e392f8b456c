import { drawFigure } from "../../charts/draw-figure.js";
import { describe } from "../../charts/finish-figure.js";
import { formatCount, formatDay } from "../../lib/format/index.js";
import { daysFigure, precisionFigure } from "../../lib/view/rule-lab-figures.js";
import { labelsText } from "../../lib/rule/lab/words.js";
import type { RuleReport } from "../../lib/rule/report/index.js";
import type { FigureSpec } from "../../lib/view/page-view.js";
import { card, node } from "./elements.js";

/** When the accounts that are hit were last active. */
export function days(report: RuleReport, width: number): HTMLElement {
  const peak = report.days.toSorted((a, b) => b.hits - a.hits)[0];
  const title =
    peak === undefined
      ? "No hit on any day"
      : `Most hits fall on ${formatDay(peak.day)}: ${formatCount(peak.hits)}`;
  const subtitle = "Accounts hit, by the day on which they were last active";
  return card("lab-days", title, subtitle, 6, figure(daysFigure(report), `${title}. ${subtitle}`, width));
}

/** What share of the hits is right, beside the target. */
export function precision(report: RuleReport, target: number, width: number): HTMLElement {
  const { reviewed } = report.labels;
  const title =
    reviewed === 0 ? "No hit has been reviewed" : `Precision rests on ${formatCount(reviewed)} labels`;
  const subtitle = `Share of accounts hit that break the rule’s policy, with 95\u202f% intervals; hits: ${labelsText(report.labels)}`;
  return card(
    "lab-precision-figure",
    title,
    subtitle,
    6,
    figure(precisionFigure(report, target), `${title}. ${subtitle}`, width),
  );
}

function figure(spec: FigureSpec, label: string, width: number): HTMLElement {
  const drawn = drawFigure(spec, { document, width, interactive: true });
  describe(drawn, label);
  return node("div", { class: "lab-figure" }, drawn);
}
