import { rulePrecision } from "../../../src/lib/metrics/rule-precision.js";
import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { groupRows, sum } from "../../../src/lib/metrics/sums.js";
import { correctForReviewers } from "../../../src/lib/metrics/corrected.js";
import type { PrecisionOf } from "../../../src/lib/rule/index.js";
import { hajekRatio } from "../../../src/lib/statistics/hajek-ratio.js";
import { noData } from "../../../src/lib/statistics/estimate.js";

/** Precision from labels of hits: rows of `metric_rule_labels` of one rule. */
export function precisionOfHits(rows: readonly SumRow[], reviewers: readonly SumRow[]): PrecisionOf {
  const [decided, reviewed, truePositives, novel] = ["decided", "reviewed", "true_positives", "novel"].map(
    (column) => sum(rows, column) ?? 0,
  ) as [number, number, number, number];
  return {
    reviewed: rows.length > 0 ? rulePrecision.estimate(rows) : noData(),
    corrected:
      rows.length > 0 && rulePrecision.corrected ? rulePrecision.corrected(rows, { reviewers }) : noData(),
    counts: {
      selected: sum(rows, "selected") ?? 0,
      decided,
      reviewed,
      truePositives,
      falsePositives: reviewed - truePositives - novel,
      novel,
      uncertain: sum(rows, "uncertain") ?? 0,
    },
  };
}

/** The same by month of the hit, oldest first. */
export function precisionByMonth(
  rows: readonly SumRow[],
  reviewers: readonly SumRow[],
): (PrecisionOf & { readonly month: string })[] {
  return groupRows(rows, ["month"])
    .map((group) => ({
      month: String(group[0]?.["month"]).slice(0, 7),
      ...precisionOfHits(group, reviewers),
    }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Precision from labels of the accounts hit, for sources whose reviews are of accounts: the row of `rule_contributions`. */
export function precisionOfAccounts(row: SumRow, reviewers: readonly SumRow[]): PrecisionOf {
  const count = (column: string): number => sum([row], column) ?? 0;
  const reviewed = {
    ...hajekRatio({
      items: count("reviewed_n"),
      positives: count("true_n"),
      weight: count("reviewed_micro") / 1e6,
      weightPositive: count("true_micro") / 1e6,
      weightSquared: count("reviewed_squared") / 1e3,
      weightSquaredPositive: count("true_squared") / 1e3,
    }),
    basis: "as reviewed",
  } as const;
  const [novel, uncertain] = [count("novel_n"), count("uncertain_n")];
  return {
    reviewed,
    corrected: correctForReviewers(reviewed, reviewers),
    counts: {
      selected: count("reviewed_n") + uncertain,
      decided: count("reviewed_n") + uncertain,
      reviewed: count("reviewed_n"),
      truePositives: count("true_n"),
      falsePositives: count("false_n"),
      novel,
      uncertain,
    },
  };
}
