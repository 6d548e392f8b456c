import { auc } from "../statistics/auc.js";
import { type LabelledAccounts, segmentNames } from "./labelled.js";
import type { RiskReport } from "./report.js";

/** Fewer accounts of a class than this, and nothing is said of a segment. */
const leastOfClass = 10;

/**
 * How well held-out scores order the reviewed accounts of each segment, each counted once, and match those that they stand for: whether a
 * model works for some and not for others. Segments with fewer than ten accounts of a class are left out.
 */
export function segmentPerformance(
  { labels, weights, segments }: LabelledAccounts,
  scores: Float64Array,
): RiskReport["segments"] {
  return segmentNames.flatMap((dimension) => {
    const rows = new Map<string, number[]>();
    for (const [row, value] of segments[dimension].entries()) {
      const own = rows.get(value);
      if (own === undefined) rows.set(value, [row]);
      else own.push(row);
    }
    return [...rows]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([value, own]) => {
        const violating = own.filter((row) => labels[row] === 1).length;
        if (value === "" || violating < leastOfClass || own.length - violating < leastOfClass) return [];
        const of = (array: ArrayLike<number>): number[] => own.map((row) => array[row] ?? 0);
        const weight = of(weights);
        const mean = (values: readonly number[]): number =>
          values.reduce((sum, each, item) => sum + each * (weight[item] ?? 0), 0) /
          weight.reduce((sum, each) => sum + each, 0);
        return {
          dimension,
          value,
          accounts: own.length,
          violating,
          auc: auc({ scores: of(scores), labels: of(labels) }),
          predicted: mean(of(scores)),
          observed: mean(of(labels)),
        };
      });
  });
}
