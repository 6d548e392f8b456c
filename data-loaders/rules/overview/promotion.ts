import { gateLevel, gateReached, labelsNeeded, type RuleState } from "../../../src/lib/rule/index.js";
import type { PrecisionOf, PromotionNeeds } from "../../../src/lib/rule/index.js";
import { wilsonInterval } from "../../../src/lib/statistics/wilson.js";

const nextState: Readonly<Partial<Record<RuleState, RuleState>>> = {
  draft: "shadow",
  shadow: "review_only",
  review_only: "limited",
  limited: "enforce",
};

/** What a rule's next state lacks: the gate stands before `enforce`, and labels for it are gathered in every state before. */
export function promotionNeeds(
  state: RuleState,
  target: number | null,
  { reviewed, counts }: PrecisionOf,
  handleSeconds: number | null,
): PromotionNeeds {
  const next = nextState[state] ?? null;
  const { value, effectiveSize, denominator } = reviewed;
  const size = effectiveSize ?? denominator ?? 0;
  const labels = counts.reviewed;
  const low = value === null || size <= 0 ? null : wilsonInterval(value, size, gateLevel).low;
  const open =
    next !== null && target !== null && low !== null && gateReached(labels) !== null && low >= target;
  const needed =
    next === null || target === null || open
      ? null
      : labelsNeeded(value, target, labels, labels > 0 ? Math.min(1, size / labels) : 1);
  return {
    next,
    labels,
    labelsNeeded: needed,
    low,
    open,
    hours: needed === null || handleSeconds === null ? null : ((needed - labels) * handleSeconds) / 3600,
  };
}
