import {
  cumulativeIncidence,
  type IncidencePoint,
  incidenceQuantile,
  type TimeStep,
} from "../statistics/aalen-johansen.js";
import type { Estimate } from "../statistics/estimate.js";
import { binStart } from "../statistics/log-bins.js";
import { binCounts } from "./bin-counts.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { timeToActionQuery } from "./queries/time-to-action.js";

/** What an item can come to; the first to happen counts. */
export const outcomes = ["actioned", "cleared"] as const;

const secondsPerHour = 3600;

/** Hours from detection to action. */
export const timeToAction: MetricDefinition = {
  id: "time_to_action",
  name: "Time to action",
  group: "Speed",
  definition:
    "Of all that rules first detected or users first reported in the period, half was acted on within this time. Items found to be no violation compete; items still open count as open, not as left out.",
  formula: "first t with F(t) ≥ ½, F the cumulative incidence of actions since detection",
  estimator:
    "Aalen and Johansen 1978 on four bins to a doubling of time, open items censored at the end of the data; interval on the scale log(−log), variance by the delta method (Marubini and Valsecchi 1995); the median's by inversion (Brookmeyer and Crowley 1982).",
  unit: "hours",
  unitText: "hours",
  owner: "Enforcement operations",
  caveats: [
    "Never an average over decided items alone: those still waiting are the slow ones.",
    "Times are known to a factor of 1.19, the width of a bin.",
    "Deletions by the user would compete as well; the canonical tables do not date them.",
    "An item acted on before anyone detected or reported it is not in the cohort.",
  ],
  degenerate:
    "Nothing detected in the period: no data. Fewer than half acted on: the median is not reached, the curve is shown.",
  better: "down",
  tables: ["rule_hits", "actions"],
  columns: {},
  query: timeToActionQuery,
  estimate: median,
};

/** A point of the cumulative incidence, by hours since detection. */
export type HoursPoint = Omit<IncidencePoint, "time"> & { readonly hours: number };

/** The share of items that came to an outcome by each time, with its interval. */
export function incidence(rows: readonly SumRow[], outcome: (typeof outcomes)[number]): HoursPoint[] {
  return curve(rows, outcome).map(({ time, ...point }) => ({ hours: time, ...point }));
}

function curve(rows: readonly SumRow[], outcome: (typeof outcomes)[number]): IncidencePoint[] {
  const [ended, open] = [
    outcomes.map((name) =>
      binCounts(
        rows.filter((row) => row["outcome"] === name),
        "items",
      ),
    ),
    binCounts(
      rows.filter((row) => row["outcome"] === "open"),
      "items",
    ),
  ];
  const bins = [...new Set([...ended, open].flatMap((counts) => [...counts.keys()]))].sort((a, b) => a - b);
  const steps: TimeStep[] = bins.map((bin) => ({
    time: binStart(bin + 1) / secondsPerHour,
    events: ended.map((counts) => counts.get(bin) ?? 0),
    censored: open.get(bin) ?? 0,
  }));
  return cumulativeIncidence(steps, outcomes.indexOf(outcome));
}

/** The median; null is "not reached" where the denominator is not 0. */
function median(rows: readonly SumRow[]): Estimate {
  const points = curve(rows, "actioned");
  const { time, low, high } = incidenceQuantile(points, 0.5);
  return {
    value: time,
    low,
    high,
    numerator: null,
    denominator: points[0]?.atRisk ?? 0,
  };
}
