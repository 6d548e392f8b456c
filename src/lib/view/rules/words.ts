import { bestPrecision, leastLabels } from "../../rule/health.js";
import type { HealthFinding, RuleOverview } from "../../rule/overview.js";
import { gateSizes, type RuleState } from "../../rule/index.js";
import { exact, intervalText, many, percent, rounded } from "../words.js";

/** States of a rule's life as a reader calls them. */
export const stateNames: Readonly<Record<RuleState, string>> = {
  draft: "draft",
  shadow: "shadow",
  review_only: "review only",
  limited: "limited",
  enforce: "enforced",
  paused: "paused",
  retired: "retired",
};

/** What may be wrong with a rule, most pressing first. */
export const healthNames: Readonly<Record<HealthFinding["kind"], string>> = {
  brake: "Brake",
  decay: "Decay",
  parity: "Parity",
  silent: "Silent",
  yield: "Yield",
  reviews: "Reviews",
};

/** Labels that a rule without a known precision lacks until its gate can first be read. */
export function labelsLacking({ promotion, precision }: RuleOverview): number {
  const needed = promotion.labelsNeeded ?? gateSizes[0];
  return Math.max(1, needed - precision.counts.reviewed);
}

/** Whether a rule's version is under its target, beyond chance and on more than a few labels. */
export function isUnderTarget({ precision, target }: RuleOverview): boolean {
  const { high } = bestPrecision(precision);
  return target !== null && high !== null && high < target && precision.counts.reviewed >= leastLabels;
}

/** "unknown: 180 labels needed". */
export function unknownPrecision(rule: RuleOverview): string {
  return `unknown: ${many(labelsLacking(rule), "label")} needed`;
}

/** "93 % (95 % interval 85–97 %)", or that it is unknown. */
export function precisionText(rule: RuleOverview): string {
  const best = bestPrecision(rule.precision);
  if (best.value === null) return unknownPrecision(rule);
  const interval = intervalText(best);
  return interval === null ? percent(best.value) : `${percent(best.value)} (${interval})`;
}

/** What a rule lacks before its actions may be enforced; empty where nothing is to come. */
export function promotionText({ promotion, state, target }: RuleOverview): string {
  const { next, labels, labelsNeeded, low, open, hours } = promotion;
  if (state === "paused") return "It is paused: nothing follows from its hits.";
  if (state === "retired") return "It is retired.";
  if (next === null) return "";
  if (target === null) return "It has no target precision, so that no gate can be read.";
  if (open)
    return `Its gate may be read now: the lower bound of the 99\u202f% interval, ${percent(low)}, reaches the target of ${percent(target)}.`;
  if (labelsNeeded === null)
    return `At this precision no gate would open: the lower bound, ${percent(low)}, stays under the target of ${percent(target)} at any number of labels.`;
  const review = hours === null ? "" : `, about ${rounded(hours)}\u202fh of review`;
  return `Before it may be enforced it lacks ${many(labelsNeeded - labels, "label")} (it has ${exact(labels)} of ${exact(labelsNeeded)})${review}.`;
}
