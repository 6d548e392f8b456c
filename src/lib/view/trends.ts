import { annotationsOf, bannerOf } from "./cards.js";
import { sumOf, within } from "./cells.js";
import { changeOf, countNumber, missingNumber } from "./counts.js";
import type { Inputs } from "./inputs.js";
import { activeNumber } from "./active-accounts.js";
import type { BigNumber, CardSpec, PageView } from "./page-view.js";
import { comparisonOf } from "./periods.js";
import { findingsFor } from "./findings.js";
import { isMissing, select } from "./selection.js";
import { families, type Measured, measured } from "./trends/families.js";
import { activityCards } from "./trends/activity.js";
import { changeCards } from "./trends/change-cards.js";
import { objectCards } from "./trends/top-objects.js";
import { during, exact, many, moved, sentence } from "./words.js";

/** What changed: abuse, rules or logging? */
export function trendsView(inputs: Inputs): PageView {
  const { slice, frame } = inputs;
  const ranges = { now: slice, before: comparisonOf(slice, frame.range), data: frame.range };
  return {
    page: "trends",
    ...answer(inputs),
    banner: bannerOf(inputs),
    numbers: [
      ...measured.slice(0, 1).map((of) => numberOf(inputs, of, ranges)),
      activeNumber(inputs, ranges),
      ...measured.slice(1).map((of) => numberOf(inputs, of, ranges)),
    ],
    cards: inReadingOrder([...activityCards(inputs), ...changeCards(inputs), ...objectCards(inputs)]),
    findings: findingsFor(inputs, "trends"),
  };
}

/** Halves of a row stand beside each other: what changed in all activity, then what was done about it. */
const readingOrder = [
  "events-over-time",
  "active-accounts-over-time",
  "activity-change",
  "bursts",
  "rising-hashtags",
  "rising-domains",
  "activity-by-segment",
  "actions-over-time",
  "actions-change",
  "reports-over-time",
];

function inReadingOrder(cards: readonly CardSpec[]): CardSpec[] {
  const place = ({ id }: CardSpec): number => {
    const index = readingOrder.indexOf(id);
    return index < 0 ? readingOrder.length : index;
  };
  return [...cards].sort((a, b) => place(a) - place(b));
}

function numberOf(inputs: Inputs, of: Measured, ranges: Parameters<typeof countNumber>[3]): BigNumber {
  const selected = select(inputs, families[of.family]);
  return isMissing(selected)
    ? missingNumber(of, selected)
    : countNumber(of, selected.cells, of.measure, ranges);
}

function answer(inputs: Inputs): { headline: string; summary: string } {
  const { slice, frame } = inputs;
  const before = comparisonOf(slice, frame.range);
  const phrase = during(slice, frame.range);
  const moves = measured.map((of) => {
    const selected = select(inputs, families[of.family]);
    if (isMissing(selected)) return { of, total: null, change: null };
    return {
      of,
      total: sumOf(within(selected.cells, slice), of.measure),
      change: changeOf(selected.cells, of.measure, slice, before),
    };
  });
  const activity = moves[0];
  const lead = moves.find(({ change }) => change?.significant);
  const headline =
    lead?.change && before
      ? `${lead.of.label} ${moved(lead.change)} ${phrase}${contrast(lead.of, moves)}`
      : activity?.total === null || activity?.total === undefined
        ? "This source has no events to follow"
        : before
          ? `${activity.of.label} held steady ${phrase}: no change beyond its week-to-week variation`
          : `${many(activity.total, "event")} ${phrase}`;
  const facts = moves
    .filter(({ total }) => total !== null)
    .map(({ of, total }) => `${exact(total ?? 0)} ${of.noun}`);
  const changes = annotationsOf(inputs, slice, Number.POSITIVE_INFINITY);
  const dated = [
    [changes.filter(({ kind }) => kind === "rule").length, "rule change"],
    [changes.filter(({ kind }) => kind === "incident").length, "incident"],
    [changes.filter(({ kind }) => kind === "logging").length, "logging change"],
  ] as const;
  const known = dated.filter(([count]) => count > 0).map(([count, noun]) => many(count, noun));
  const summary = [
    facts.length ? `${sentence(facts.join(", "))} ${phrase}.` : "",
    before
      ? ""
      : "There is no comparison: the data do not reach back to the period before, or none was asked for.",
    known.length
      ? `On record in the period: ${known.join(", ")}.`
      : "No rule change, incident or logging change is on record in the period.",
  ];
  return { headline, summary: summary.filter(Boolean).join(" ") };
}

/** Whether what else is counted moved along: rules and reports that stay put speak for a change of activity alone. */
function contrast(
  lead: Measured,
  moves: readonly { of: Measured; total: number | null; change: ReturnType<typeof changeOf> }[],
): string {
  const others = moves.filter(({ of, change }) => of !== lead && change);
  const other = others.find(({ change }) => change?.significant) ?? others[0];
  if (!other?.change) return "";
  return other.change.significant
    ? `, and ${other.of.noun} ${moved(other.change)}`
    : `, while ${other.of.noun} held steady`;
}
