import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { sum } from "../../../src/lib/metrics/sums.js";
import type { RuleOverview } from "../../../src/lib/rule/index.js";
import { noData, type Estimate } from "../../../src/lib/statistics/estimate.js";
import { hajekRatio } from "../../../src/lib/statistics/hajek-ratio.js";

/**
 * Relative recall: of the union's known true positives of the rule's policy, the share that it hit.
 *
 * @param union row of `rule_union` of the rule's policy
 */
export function recallOf(contribution: SumRow | undefined, union: SumRow | undefined): Estimate {
  if (contribution === undefined || union === undefined) return noData(null);
  const of = (row: SumRow, column: string): number => sum([row], column) ?? 0;
  return hajekRatio({
    items: of(union, "positives_n"),
    positives: of(contribution, "union_n"),
    weight: of(union, "positives_micro") / 1e6,
    weightPositive: of(contribution, "union_micro") / 1e6,
    weightSquared: of(union, "positives_squared") / 1e3,
    weightSquaredPositive: of(contribution, "union_squared") / 1e3,
  });
}

/** What the rule alone hit, and hit first. */
export function contributionOf(
  row: SumRow | undefined,
  handleSeconds: number | null,
): RuleOverview["contribution"] {
  const count = (column: string): number => (row === undefined ? 0 : (sum([row], column) ?? 0));
  // Of the accounts as counted, the share that labels give (Hájek), so that no part is larger than the whole.
  const part = (of: "unique" | "first", label: "true" | "wrong"): number | null => {
    const reviewed = count(`${of}_true_micro`) + count(`${of}_wrong_micro`);
    return reviewed > 0 ? (count(`${of}_accounts`) * count(`${of}_${label}_micro`)) / reviewed : null;
  };
  const [uniqueLabels, firstLabels] = [count("unique_reviewed_n"), count("first_reviewed_n")];
  return {
    unique: count("unique_accounts"),
    first: count("first_accounts"),
    uniqueTruePositives: part("unique", "true"),
    uniqueWrong: part("unique", "wrong"),
    uniqueLabels,
    firstTruePositives: part("first", "true"),
    firstLabels,
    reviewHours: handleSeconds === null ? null : (count("unique_hits") * handleSeconds) / 3600,
  };
}
