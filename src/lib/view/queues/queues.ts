import { bannerOf } from "../cards.js";
import { cellsOf, sumOf, within } from "../cells.js";
import { findingsFor } from "../findings.js";
import { cubeNamed, type Inputs } from "../inputs.js";
import type { PageView } from "../page-view.js";
import { compared, rateCard, rateNumber, rateTitle } from "../rates.js";
import { isMissing } from "../selection.js";
import { exact, many, percent } from "../words.js";
import { ageingCard, type Backlog, backlogCard, backlogNumbers, backlogOf, forecastText } from "./backlog.js";
import { nextLabelsCard, nextLabelsOf, nextLabelText } from "./next-labels-card.js";
import { queueRates } from "./queue-rates.js";
import { agreementCard, agreementText, reviewersCard } from "./reviewer-cards.js";
import type { Missing } from "../page-view.js";

/** Do reviews keep up, can their labels be trusted, and where do more of them tell most? */
export function queuesView(inputs: Inputs): PageView {
  const backlog = backlogOf(inputs);
  const inTime = queueRates.inTime(inputs);
  return {
    page: "queues",
    ...answer(inputs, backlog),
    banner: bannerOf(inputs),
    numbers: [
      rateNumber(inputs, inTime),
      ...backlogNumbers(backlog),
      // Over all time: a change of it is no news of the slice.
      { ...rateNumber(inputs, queueRates.agreement(inputs)), delta: null, sparkline: [] },
      rateNumber(inputs, queueRates.gold(inputs)),
      { ...rateNumber(inputs, queueRates.conflicts(inputs)), delta: null, sparkline: [] },
      { ...rateNumber(inputs, queueRates.uncertain(inputs)), delta: null, sparkline: [] },
    ],
    cards: [
      nextLabelsCard(inputs),
      withBreaches(inputs),
      ageingCard(inputs),
      backlogCard(inputs, backlog),
      agreementCard(inputs),
      reviewersCard(inputs),
    ],
    findings: findingsFor(inputs, "queues"),
  };
}

function withBreaches(inputs: Inputs): PageView["cards"][number] {
  const card = rateCard(inputs, queueRates.inTime(inputs), { width: 8 });
  const cube = cubeNamed(inputs.artifacts, "review_sla");
  if (!cube || card.missing) return card;
  const cells = within(cellsOf(cube), inputs.slice);
  const [late, overdue, open] = ["late", "overdue", "in_time"].map((measure) => sumOf(cells, measure) ?? 0);
  return {
    ...card,
    notes: [
      ...card.notes,
      `Breached: ${many(late ?? 0, "job")} decided late and ${exact(overdue)} open though overdue.${open ? ` ${many(open, "job")} ${open === 1 ? "is" : "are"} open and not yet due: in neither.` : ""}`,
    ],
  };
}

function answer(inputs: Inputs, backlog: Backlog | Missing): { headline: string; summary: string } {
  const rate = queueRates.inTime(inputs);
  const inTime = compared(inputs, rate);
  const agreement = compared(inputs, queueRates.agreement(inputs));
  const gold = compared(inputs, queueRates.gold(inputs));
  const next = nextLabelText(nextLabelsOf(inputs));
  return {
    headline: isMissing(inTime)
      ? "How reviews go is unknown: this source has no review jobs and decisions"
      : rateTitle(inputs, rate, inTime),
    summary: [
      isMissing(inTime) ? inTime.remedy : "",
      "why" in backlog
        ? ""
        : `${many(backlog.open, "job")} ${backlog.open === 1 ? "is" : "are"} open. ${sentenceOf(forecastText(backlog))}`,
      isMissing(agreement) ? "" : `Agreement of reviewers is ${agreementText(agreement.now)}.`,
      isMissing(gold) || gold.now.value === null
        ? ""
        : `On gold items ${percent(gold.now.value)} of their decisions are right.`,
      next ?? "",
    ]
      .filter(Boolean)
      .join(" "),
  };
}

function sentenceOf(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
