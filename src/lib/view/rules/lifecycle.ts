import { liveRules, watchedStates } from "../../metrics/live-rules.js";
import { promotionDays, rulePromotion, timeToPromotion, watchCounts } from "../../metrics/rule-promotion.js";
import { bannerOf } from "../cards.js";
import { within } from "../cells.js";
import { counted, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, PageView } from "../page-view.js";
import { isMissing } from "../selection.js";
import { dayText, during, exact, many, percent, sentence } from "../words.js";
import { isFirm, movesIn, promotionRows, rulesAt, selectChanges, span, standingPoints } from "./life.js";
import { lifecycleCards } from "./lifecycle-cards.js";

/** How do rules move: what is watched, promoted and withdrawn, and how fast? */
export function lifecycleView(inputs: Inputs): PageView {
  return {
    page: "lifecycle",
    ...answer(inputs),
    banner: bannerOf(inputs),
    numbers: numbers(inputs),
    cards: lifecycleCards(inputs),
    findings: findingsFor(inputs, "lifecycle"),
  };
}

function answer(inputs: Inputs): { headline: string; summary: string } {
  const { slice, frame } = inputs;
  const [changes, promotions] = [selectChanges(inputs), promotionRows(inputs)];
  if (isMissing(changes))
    return { headline: "How rules move is unknown", summary: `${changes.why} ${changes.remedy}` };
  const moves = movesIn(within(changes.cells, slice));
  const facts = [
    many(moves.launched, "rule launched", "rules launched"),
    `${exact(moves.promoted)} promoted`,
    `${exact(moves.withdrawn)} withdrawn`,
    ...(moves.demoted > 0 ? [`${exact(moves.demoted)} taken back to watch`] : []),
  ];
  const [inForce, watched] = [
    rulesAt(changes.cells, slice.to),
    rulesAt(changes.cells, slice.to, watchedStates),
  ];
  return {
    headline: isMissing(promotions) ? "How rules move is unknown" : headline(promotions.rows),
    summary: `${sentence(during(slice, frame.range))}: ${facts.join(", ")}. At the end of ${dayText(slice.to)}, ${many(inForce ?? 0, "rule was", "rules were")} in force and ${exact(watched ?? 0)} under watch.`,
  };
}

function headline(rows: Parameters<typeof watchCounts>[0]): string {
  const { all, promoted, open } = watchCounts(rows);
  if (all === 0) return "No rule has been under watch: none was promoted or withdrawn from shadow";
  const median = timeToPromotion.estimate(rows).value;
  if (median === null) return `None of the ${many(all, "rule")} under watch has been promoted`;
  const share = rulePromotion.estimate(rows);
  const speed =
    promoted === 1
      ? `The one promotion from shadow took ${span(median)}`
      : `Half of the ${exact(promoted)} promotions from shadow came within ${span(median)}`;
  return isFirm(share)
    ? `${speed}; ${percent(share.value)} of watched rules are promoted within ${promotionDays} days`
    : `${speed}; ${many(open, "rule is", "rules are")} still watched`;
}

function numbers(inputs: Inputs): BigNumber[] {
  const [changes, promotions] = [selectChanges(inputs), promotionRows(inputs)];
  const standing = [
    { id: "rules-in-force", label: "Rules in force", states: undefined },
    { id: "rules-under-watch", label: "Rules under watch", states: watchedStates },
  ].map(({ id, label, states }): BigNumber => {
    const text = { id, label, metric: liveRules.id, unit: "count" as const };
    if (isMissing(changes)) return missingNumber(text, changes);
    return {
      ...text,
      estimate: counted(rulesAt(changes.cells, inputs.slice.to, states)),
      delta: null,
      sparkline: standingPoints(inputs, changes.cells, states),
    };
  });
  const watched = [rulePromotion, timeToPromotion].map((definition): BigNumber => {
    const text = {
      id: definition.id.replaceAll("_", "-"),
      label: definition === rulePromotion ? definition.name : "Median time to promotion",
      metric: definition.id,
      unit: definition.unit,
    };
    if (isMissing(promotions)) return missingNumber(text, promotions);
    const estimate = definition.estimate(promotions.rows);
    if (estimate.value !== null) return { ...text, estimate, delta: null, sparkline: [] };
    return missingNumber(text, {
      tables: [],
      why:
        definition === rulePromotion
          ? `No rule has been under watch for ${promotionDays} days.`
          : "No rule has been promoted from shadow.",
      remedy: "Wait: the log of rule_state_changes.sql says no more yet.",
    });
  });
  return [...standing, ...watched];
}
