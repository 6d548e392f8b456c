import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { sum } from "../../../src/lib/metrics/sums.js";
import type { RuleOverview } from "../../../src/lib/rule/index.js";
import { differenceOfMeans, mean, type Moments } from "../../../src/lib/statistics/mean.js";
import { share } from "../../../src/lib/statistics/wilson.js";

/** What accounts did that were held out, against those enforced: rows of `rule_holdouts` of one rule. */
export function counterfactualOf(rows: readonly SumRow[]): RuleOverview["counterfactual"] {
  const moments = (heldOut: number): Moments => {
    const group = rows.filter((row) => row["held_out"] === heldOut);
    return {
      items: sum(group, "accounts") ?? 0,
      sum: sum(group, "views") ?? 0,
      sumOfSquares: sum(group, "views_squared") ?? 0,
    };
  };
  const [held, enforced] = [moments(1), moments(0)];
  if (held.items === 0 || enforced.items === 0) return null;
  const left = rows.filter((row) => row["held_out"] === 1);
  return {
    heldOut: held.items,
    enforced: enforced.items,
    viewsHeldOut: mean(held),
    viewsEnforced: mean(enforced),
    effect: differenceOfMeans(held, enforced),
    actionedHeldOut: share(sum(left, "actioned") ?? 0, held.items),
  };
}
