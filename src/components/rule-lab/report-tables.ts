import { formatCount, formatDay, formatInterval, formatPercent } from "../../lib/format/index.js";
import { labelsText } from "../../lib/rule/lab/words.js";
import type { LabelCounts, RuleReport, Segment } from "../../lib/rule/report/index.js";
import { platformText } from "../../lib/text/index.js";
import { card, shareBar, textTable } from "./elements.js";

/** Rules that a table of overlaps shows, and segments that one of wrong hits shows. */
const shown = 10;

/** Reviewed hits below which a segment is said nothing of. */
const fewest = 5;

const dimensions = { country: "Country", lang: "Language", age: "Account age" };
const labels = {
  true_positive: "true positive",
  false_positive: "false positive",
  novel: "violation of another policy",
  uncertain: "uncertain",
};

/** Whom the rule hits that its running version does not, and the reverse. */
export function change(report: RuleReport): HTMLElement {
  const { live } = report;
  if (live === null)
    return card("lab-change", "Nothing to compare with", "No version of this rule runs: every hit is new", 6);
  const title =
    live.added === 0 && live.removed === 0
      ? `The same accounts as version ${live.version}`
      : `${formatCount(live.added)} accounts come and ${formatCount(live.removed)} go`;
  return card(
    "lab-change",
    title,
    `Against version ${live.version}, which hits ${formatCount(live.accounts)}`,
    12,
    textTable(
      "Change against the version that runs",
      [{ label: "Change" }, { label: "Accounts", number: true }, { label: "What reviewers found" }],
      [
        ["Added", formatCount(live.added), labelsText(live.addedLabels)],
        ["Removed", formatCount(live.removed), labelsText(live.removedLabels)],
        ["Kept", formatCount(live.kept), labelsText(keptLabels(report))],
      ],
    ),
  );
}

/** Of the accounts hit, those that are not new. */
function keptLabels({ labels: hit, live }: RuleReport): LabelCounts {
  const added = live?.addedLabels;
  const kept = (count: keyof LabelCounts): number => hit[count] - (added?.[count] ?? 0);
  return {
    reviewed: kept("reviewed"),
    truePositives: kept("truePositives"),
    falsePositives: kept("falsePositives"),
    novel: kept("novel"),
    uncertain: kept("uncertain"),
  };
}

/** Which other running rules hit the same accounts. */
export function overlap({ overlap: all }: RuleReport, self: string): HTMLElement {
  const others = all
    .filter(({ rule, both }) => rule !== self && both > 0)
    .toSorted((a, b) => b.both - a.both || (a.rule < b.rule ? -1 : 1));
  const [most] = others;
  return card(
    "lab-overlap",
    most === undefined
      ? "No other running rule hits the same accounts"
      : `${formatPercent(most.contained)} of its accounts are hit by ${platformText(most.rule, 60)}`,
    `Overlap with running rules${others.length > shown ? `, the closest ${shown} of ${formatCount(others.length)}` : ""}; Jaccard: both ÷ either`,
    12,
    others.length === 0
      ? null
      : textTable(
          "Overlap with running rules",
          [
            { label: "Rule" },
            { label: "Accounts in both", number: true },
            { label: "Share of its accounts" },
            { label: "Jaccard" },
          ],
          others
            .slice(0, shown)
            .map(({ rule, state, both, contained, jaccard }) => [
              `${platformText(rule, 60)} (${state.replace("_", " ")})`,
              formatCount(both),
              shareBar(contained, formatPercent(contained)),
              shareBar(jaccard, formatPercent(jaccard)),
            ]),
        ),
  );
}

/** Where wrong hits concentrate. */
export function segments(report: RuleReport): HTMLElement {
  const wrong = report.segments.filter(({ wrong, value }) => wrong > 0 && value !== "").slice(0, shown);
  return card(
    "lab-segments",
    segmentsTitle(report, wrong[0]),
    "Share of reviewed hits that do not break the rule’s policy, with 95\u202f% intervals; those lead whose lower end is highest",
    6,
    wrong.length === 0
      ? null
      : textTable(
          "Segments with wrong hits",
          [{ label: "Segment" }, { label: "Wrong" }, { label: "Reviewed" }],
          wrong.map(({ dimension, value, share }) => [
            `${dimensions[dimension]}: ${segmentName(dimension, value)}`,
            shareBar(share.value, formatPercent(share.value)),
            `${formatCount(share.numerator)} of ${formatCount(share.denominator)}; ${formatInterval(share.low, share.high, formatPercent)}`,
          ]),
        ),
  );
}

/** A segment stands out where its share of wrong hits is surely larger than that of all. */
function segmentsTitle(
  { labels: hit, precision: { value } }: RuleReport,
  worst: Segment | undefined,
): string {
  if (hit.reviewed === 0) return "No hit has been reviewed";
  if (worst === undefined) return "No reviewed hit was wrong";
  const all = value === null ? null : 1 - value;
  return all !== null && worst.reviewed >= fewest && (worst.share.low ?? 0) > all
    ? `Wrong hits concentrate in ${dimensions[worst.dimension].toLowerCase()} ${segmentName(worst.dimension, worst.value)}`
    : `${formatCount(hit.falsePositives + hit.novel)} of ${formatCount(hit.reviewed)} reviewed hits are wrong; no segment stands out`;
}

/** Ages are numbered, so that they sort; readers need no number. */
function segmentName(dimension: keyof typeof dimensions, value: string): string {
  return platformText(dimension === "age" ? value.replace(/^\d /, "") : value, 40);
}

/** Accounts drawn from those hit. */
export function sample({ sample: drawn, accountsHit }: RuleReport): HTMLElement {
  return card(
    "lab-sample",
    drawn.length === 0
      ? "No account to look at"
      : `${formatCount(drawn.length)} of ${formatCount(accountsHit)} accounts hit, drawn at random`,
    "Last active on that day; what reviewers found, where they looked",
    6,
    drawn.length === 0
      ? null
      : textTable(
          "Sample of the accounts hit",
          [{ label: "Account" }, { label: "Day" }, { label: "Label" }],
          drawn.map(({ account, day, label }) => [
            platformText(account, 60),
            formatDay(day),
            label === null ? "not reviewed" : labels[label],
          ]),
        ),
  );
}
