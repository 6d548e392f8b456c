import { bannerOf, figureCard, missingCard, tableOf } from "./cards.js";
import { type Cells, by, sumOf, within } from "./cells.js";
import { enforcementRates } from "./enforcement-rates.js";
import { findingsFor } from "./findings.js";
import type { Inputs } from "./inputs.js";
import { labelOf, sliceText } from "./labels.js";
import type { CardSpec, PageView } from "./page-view.js";
import { compared, rateCard, rateNumber, rateTitle, sampleText } from "./rates.js";
import { isMissing, select } from "./selection.js";
import { during, exact, percent } from "./words.js";

/** Whom did we wrong? */
export function appealsView(inputs: Inputs): PageView {
  const rates = [
    enforcementRates.appealed(inputs),
    enforcementRates.overturned(inputs),
    enforcementRates.audited(inputs),
    enforcementRates.restored(inputs),
  ];
  return {
    page: "appeals",
    ...answer(inputs),
    banner: bannerOf(inputs),
    numbers: rates.map((rate) => rateNumber(inputs, rate)),
    cards: [
      rateCard(inputs, enforcementRates.overturned(inputs), { width: 12, annotated: true }),
      policyCard(inputs),
      putRightCard(inputs),
      rateCard(inputs, enforcementRates.appealed(inputs), { width: 6 }),
      rateCard(inputs, enforcementRates.audited(inputs), { width: 6 }),
      rateCard(inputs, enforcementRates.restored(inputs), { width: 12 }),
    ],
    findings: findingsFor(inputs, "appeals"),
  };
}

function answer(inputs: Inputs): { headline: string; summary: string } {
  const rate = enforcementRates.overturned(inputs);
  const overturn = compared(inputs, rate);
  const audit = compared(inputs, enforcementRates.audited(inputs));
  const restored = compared(inputs, enforcementRates.restored(inputs));
  return {
    headline: isMissing(overturn)
      ? "Whom enforcement wronged is unknown: this source has no appeals"
      : rateTitle(inputs, rate, overturn),
    summary: [
      isMissing(overturn) ? overturn.remedy : `${sampleText(rate, overturn.now)}.`,
      isMissing(audit) || audit.now.value === null
        ? "Appeals speak for those who appealed, not for all actions; no audit says how many were wrong."
        : `Of actions audited at random, ${percent(audit.now.value)} were wrong (${sampleText(enforcementRates.audited(inputs), audit.now)}).`,
      isMissing(restored) || !restored.now.numerator
        ? ""
        : `${exact(restored.now.numerator)} actions were undone without an appeal.`,
    ]
      .filter(Boolean)
      .join(" "),
  };
}

function policyCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const rate = enforcementRates.overturned(inputs);
  const selected = select(inputs, rate.family, ["policy"]);
  const filters = isMissing(selected) ? "" : sliceText(inputs, selected.cells.cube);
  const text = {
    id: "overturn-by-policy",
    metric: rate.metric,
    width: 6 as const,
    title: "Overturn rate by policy",
    subtitle: `Overturned ÷ decided appeals of actions taken ${during(slice, frame.range)}, by policy; whisker: 95 % interval${filters ? `; ${filters}` : ""}`,
  };
  if (isMissing(selected)) return missingCard(inputs, text, selected);
  const cells = within(selected.cells, slice);
  const whole = rate.estimate(cells);
  const policies = [...by(cells, "policy")]
    .map(([policy, part]) => ({ category: labelOf(inputs, "policy", policy), ...rate.estimate(part) }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.category < b.category ? -1 : 1));
  const clear = policies.find(({ low }) => low !== null && whole.high !== null && low > whole.high);
  return figureCard(
    inputs,
    {
      ...text,
      title: clear
        ? `${clear.category}: ${percent(clear.value)} of decided appeals were overturned, clearly more than the ${percent(whole.value)} of all`
        : whole.value === null
          ? `No appeal was decided ${during(slice, frame.range)}`
          : `No policy's overturn rate stands out from the ${percent(whole.value)} of all`,
      sample: sampleText(rate, whole),
      notes: selected.notes,
    },
    {
      kind: "dot-intervals",
      unit: "share",
      values: policies.map(({ category, value, low, high, denominator }) => ({
        category,
        value,
        low,
        high,
        n: denominator,
      })),
    },
    tableOf(
      [
        ["policy", "Policy", "text"],
        ["rate", "Overturn rate", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["overturned", "Overturned", "number"],
        ["decided", "Decided", "number"],
      ],
      policies.map(({ category, value, low, high, numerator, denominator }) => [
        category,
        value,
        low,
        high,
        numerator,
        denominator,
      ]),
    ),
  );
}

const waits = [
  { label: "same day", upTo: 0 },
  { label: "1 day", upTo: 1 },
  { label: "2–3 days", upTo: 3 },
  { label: "4–7 days", upTo: 7 },
  { label: "8–14 days", upTo: 14 },
  { label: "15–28 days", upTo: 28 },
  { label: "over 28 days", upTo: Number.POSITIVE_INFINITY },
] as const;

/** How long people waited until a wrong action was undone. */
function putRightCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: "days-until-put-right",
    metric: "days_until_put_right",
    width: 6 as const,
    title: "Days until an action was put right",
    subtitle: `Actions taken ${during(slice, frame.range)} and undone since, by days between`,
  };
  const selected = select(inputs, { label: "Actions undone", cubes: ["put_right"] });
  if (isMissing(selected)) return missingCard(inputs, text, selected);
  const cells = within(selected.cells, slice);
  const days = dayCounts(cells);
  const total = days.reduce((sum, { actions }) => sum + actions, 0);
  const median = medianOf(days, total);
  const bars = waits.map(({ label, upTo }, index) => {
    const above = waits[index - 1]?.upTo ?? -1;
    const value = days
      .filter((entry) => entry.days > above && entry.days <= upTo)
      .reduce((sum, { actions }) => sum + actions, 0);
    return { category: label, value, n: value };
  });
  return figureCard(
    inputs,
    {
      ...text,
      title:
        median === null
          ? `No action taken ${during(slice, frame.range)} was undone`
          : `Half of the ${exact(total)} actions undone were put right within ${median === 0 ? "the same day" : median === 1 ? "one day" : `${exact(median)} days`}`,
      sample: `n = ${exact(total)} actions undone, on appeal or without`,
      notes: [
        ...selected.notes,
        "Counted among actions already undone: wrong actions that still stand are not in it, and recent ones had less time.",
      ],
    },
    { kind: "ranked-bars", unit: "count", values: bars },
    tableOf(
      [
        ["wait", "Days until undone", "text"],
        ["actions", "Actions", "number"],
      ],
      bars.map(({ category, value }) => [category, value]),
    ),
  );
}

function dayCounts(cells: Cells): { days: number; actions: number }[] {
  return [...by(cells, "days")]
    .map(([days, part]) => ({ days: Number(days), actions: sumOf(part, "actions") ?? 0 }))
    .sort((a, b) => a.days - b.days);
}

function medianOf(days: readonly { days: number; actions: number }[], total: number): number | null {
  let reached = 0;
  for (const entry of days) {
    reached += entry.actions;
    if (2 * reached >= total && total > 0) return entry.days;
  }
  return null;
}
