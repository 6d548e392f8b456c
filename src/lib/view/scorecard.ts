import { bannerOf } from "./cards.js";
import { countNumber, missingNumber } from "./counts.js";
import { enforcementNumbers, rulePrecisionCard, wrongActionsCard } from "./enforcement-cards.js";
import { enforcementRates } from "./enforcement-rates.js";
import { findingsFor } from "./findings.js";
import type { Inputs } from "./inputs.js";
import { contextOf } from "./metric-rate.js";
import type { BigNumber, PageView } from "./page-view.js";
import { comparisonOf } from "./periods.js";
import { apparentPrevalenceRate, prevalenceRate } from "./prevalence.js";
import { compared, rateCard, rateNumber, rateTitle, sampleText } from "./rates.js";
import { isMissing, select } from "./selection.js";
import { timeToActionCard, timeToActionNumber } from "./time-to-action.js";
import { during, intervalText, rounded } from "./words.js";

/** Is spam exposure falling, at what user cost? */
export function scorecardView(inputs: Inputs): PageView {
  const prevalence = prevalenceRate(inputs);
  const apparent = apparentPrevalenceRate(inputs);
  const cost = enforcementNumbers(inputs);
  return {
    page: "scorecard",
    ...answer(inputs, cost),
    banner: bannerOf(inputs),
    numbers: [
      rateNumber(inputs, prevalence),
      ...(contextOf(inputs).reviewers === undefined ? [] : [rateNumber(inputs, apparent)]),
      ...actionedNumbers(inputs),
      rateNumber(inputs, enforcementRates.proactive(inputs)),
      timeToActionNumber(inputs),
      ...cost,
      rateNumber(inputs, enforcementRates.overturned(inputs)),
      rateNumber(inputs, enforcementRates.audited(inputs)),
      rateNumber(inputs, enforcementRates.challenged(inputs)),
      rateNumber(inputs, enforcementRates.viewsBeforeAction(inputs)),
    ],
    cards: [
      rateCard(inputs, prevalence, { width: 12, annotated: true }),
      wrongActionsCard(inputs),
      rulePrecisionCard(inputs),
      timeToActionCard(inputs),
      rateCard(inputs, enforcementRates.proactive(inputs), { width: 6 }),
      rateCard(inputs, enforcementRates.audited(inputs), { width: 6 }),
      rateCard(inputs, enforcementRates.challenged(inputs), { width: 6 }),
    ],
    findings: findingsFor(inputs, "scorecard"),
  };
}

function actionedNumbers(inputs: Inputs): BigNumber[] {
  const { slice, frame } = inputs;
  const selected = select(inputs, { label: "Actions", cubes: ["actions", "actions_by_country"] });
  const ranges = { now: slice, before: comparisonOf(slice, frame.range), data: frame.range };
  const texts = [
    {
      id: "content-actioned",
      label: "Content actioned",
      metric: "content_actioned",
      unit: "items",
      measure: "content",
    },
    {
      id: "accounts-actioned",
      label: "Accounts actioned",
      metric: "accounts_actioned",
      unit: "accounts",
      measure: "accounts",
    },
  ] as const;
  return texts.map(({ measure, ...text }) =>
    isMissing(selected)
      ? missingNumber(text, selected)
      : countNumber({ ...text, better: "neither" }, selected.cells, measure, ranges),
  );
}

function answer(inputs: Inputs, cost: readonly BigNumber[]): { headline: string; summary: string } {
  const rate = prevalenceRate(inputs);
  const prevalence = compared(inputs, rate);
  const wrong = cost.find(({ id }) => id === "wrong-actions")?.estimate;
  const auditRate = enforcementRates.audited(inputs);
  const audit = compared(inputs, auditRate);
  const exposure = isMissing(prevalence)
    ? "Spam exposure is unknown: this source has no prevalence samples"
    : rateTitle(inputs, rate, prevalence);
  const parts = [
    isMissing(prevalence) ? prevalence.remedy : `${sampleText(rate, prevalence.now)}.`,
    wrong?.value === null || wrong === null || wrong === undefined
      ? "The cost to users is unknown: no precision can be estimated here."
      : `The cost to users: about ${rounded(wrong.value)} wrong actions per 100 000 active accounts ${during(inputs.slice, inputs.frame.range)} (${intervalText(wrong, rounded) ?? "no interval"}).`,
    isMissing(audit) || audit.now.value === null ? "" : `${rateTitle(inputs, auditRate, audit)}.`,
  ];
  return { headline: exposure, summary: parts.filter(Boolean).join(" ") };
}
