import type { SumRow } from "../../../src/lib/metrics/definition.js";
import { sum } from "../../../src/lib/metrics/sums.js";
import type { RuleOverview } from "../../../src/lib/rule/index.js";
import { hajekRatio } from "../../../src/lib/statistics/hajek-ratio.js";

/** Segments in which some reviewed accounts were wrongly hit, surest first. */
export function segmentsOf(rows: readonly SumRow[]): RuleOverview["segments"] {
  return rows
    .map((row) => {
      const count = (column: string): number => sum([row], column) ?? 0;
      return {
        dimension: row["dimension"] as RuleOverview["segments"][number]["dimension"],
        value: String(row["value"]),
        reviewed: count("reviewed_n"),
        wrong: count("wrong_n"),
        share: hajekRatio({
          items: count("reviewed_n"),
          positives: count("wrong_n"),
          weight: count("reviewed_micro") / 1e6,
          weightPositive: count("wrong_micro") / 1e6,
          weightSquared: count("reviewed_squared") / 1e3,
          weightSquaredPositive: count("wrong_squared") / 1e3,
        }),
      };
    })
    .filter(({ wrong }) => wrong > 0)
    .sort((a, b) => (b.share.low ?? 0) - (a.share.low ?? 0) || b.reviewed - a.reviewed)
    .slice(0, 12);
}
