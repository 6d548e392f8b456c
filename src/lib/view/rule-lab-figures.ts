import type { FigureSpec } from "./page-view.js";
import type { RuleReport } from "../rule/report/index.js";

/** Hits by day; the axis spans all days asked about, whatever was hit on them. */
export function daysFigure({ days, from, to }: RuleReport): FigureSpec {
  const hits = new Map(days.map(({ day, hits }) => [day, hits]));
  for (const end of [from, to]) if (!hits.has(end)) hits.set(end, 0);
  return {
    kind: "time-series",
    unit: "accounts",
    grain: "day",
    mark: "bar",
    annotations: [],
    series: [
      {
        name: "Accounts hit",
        role: "accent",
        points: [...hits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([x, y]) => ({ x, y })),
      },
    ],
  };
}

/** Precision in its three readings, with the target. */
export function precisionFigure(
  { precision, precisionCorrected, anyViolation }: RuleReport,
  target: number,
): FigureSpec {
  return {
    kind: "dot-intervals",
    unit: "share",
    target,
    values: (
      [
        ["As reviewed", precision],
        ["Corrected", precisionCorrected],
        ["Any violation", anyViolation],
      ] as const
    ).map(([category, { value, low, high, denominator }]) => ({
      category,
      value,
      low,
      high,
      n: denominator,
    })),
  };
}
