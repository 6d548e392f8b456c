import { cumulativeIncidence, type IncidencePoint, type TimeStep } from "../statistics/aalen-johansen.js";
import { countedMedian } from "../statistics/counted-median.js";
import { type Estimate, noData } from "../statistics/estimate.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { rulePromotionsQuery } from "./queries/rule-life.js";

/** What watching a rule can lead to; the first to happen counts. */
export const watchOutcomes = ["promoted", "withdrawn"] as const;

/** Days after which rules are compared. */
export const promotionDays = 28;

const minutesPerHour = 60;

/** Share of rules promoted soon after they came under watch. */
export const rulePromotion: MetricDefinition = {
  id: "rule_promotion",
  name: "Rules promoted within 28 days",
  group: "Detection",
  definition:
    "Of the times that a rule came under watch (in shadow, or sent to review), the share in which it was enforced, in full or in part, within 28 days. A withdrawn rule can no longer be promoted; one still watched counts as open, not as refused.",
  formula: "F(28 d), F the cumulative incidence of promotion since the rule came under watch",
  estimator:
    "Aalen and Johansen 1978, withdrawal competing, rules still watched censored at the end of the data; interval on the scale log(−log), variance by the delta method (Marubini and Valsecchi 1995).",
  unit: "share",
  unitText: "share of rules watched",
  owner: "Detection",
  caveats: [
    "Promoted ÷ decided would be too high: rules still watched are those that take long.",
    "A rule that is enforced from its first day was never watched and is not in it.",
    "A rule that comes under watch again counts again.",
    '"Withdrawn" holds whatever ended the watch otherwise: false positives, replaced rules, mistakes in writing.',
  ],
  degenerate: "No rule came under watch, or none could have been watched for 28 days: no data.",
  better: "neither",
  tables: ["rule_state_changes"],
  columns: {},
  query: rulePromotionsQuery,
  estimate: promotedInTime,
};

/** Time from shadow to enforcement, among rules promoted. */
export const timeToPromotion: MetricDefinition = {
  id: "time_to_promotion",
  name: "Time from shadow to enforcement",
  group: "Detection",
  definition:
    "Half of the rules that were promoted were enforced within this time of coming under watch. Only promoted rules are in it: how many that are is told beside it.",
  formula: "median of the minutes from coming under watch to enforcement, among rules promoted",
  estimator: "Median with the interval of order statistics (Woodruff 1952).",
  unit: "hours",
  unitText: "hours",
  owner: "Detection",
  caveats: [
    "Rules still watched are not in it, nor those withdrawn: it says how fast the promoted ones were, not how long a watched rule waits.",
  ],
  degenerate: "No rule was promoted: no data.",
  better: "neither",
  tables: ["rule_state_changes"],
  columns: {},
  query: rulePromotionsQuery,
  estimate: (rows) =>
    countedMedian(
      rows
        .filter(({ outcome }) => outcome === "promoted")
        .map((row) => ({ value: minutesOf(row) / minutesPerHour, items: stretchesOf(row) })),
      "mean",
    ),
};

/** The share of rules under watch that came to an outcome by each time, in hours. */
export function promotionCurve(
  rows: readonly SumRow[],
  outcome: (typeof watchOutcomes)[number],
): IncidencePoint[] {
  return cumulativeIncidence(timeSteps(rows), watchOutcomes.indexOf(outcome));
}

/** Times that a rule came under watch, by what that led to. */
export function watchCounts(
  rows: readonly SumRow[],
): Record<"promoted" | "withdrawn" | "open" | "all", number> {
  const counted = (outcome: string): number =>
    rows.filter((row) => row["outcome"] === outcome).reduce((sum, row) => sum + stretchesOf(row), 0);
  const [promoted, withdrawn, open] = [counted("promoted"), counted("withdrawn"), counted("open")];
  return { promoted, withdrawn, open, all: promoted + withdrawn + open };
}

function promotedInTime(rows: readonly SumRow[]): Estimate {
  const { all } = watchCounts(rows);
  const limit = promotionDays * 24;
  const curve = promotionCurve(rows, "promoted");
  const last = curve.at(-1);
  if (last === undefined || (last.time < limit && stillOpen(rows, last))) return noData(all);
  const point = curve.findLast(({ time }) => time <= limit);
  const numerator = watchCounts(
    rows.filter((row) => row["outcome"] === "promoted" && minutesOf(row) < limit * minutesPerHour),
  ).promoted;
  return {
    value: point?.share ?? 0,
    low: point?.low ?? 0,
    high: point?.high ?? 0,
    numerator,
    denominator: all,
  };
}

/** Whether some rules were still watched when last seen: what became of them later is unknown. */
function stillOpen(rows: readonly SumRow[], { time }: IncidencePoint): boolean {
  return rows.some(
    (row) =>
      row["outcome"] === "open" && stretchesOf(row) > 0 && (minutesOf(row) + 1) / minutesPerHour >= time,
  );
}

/**
 * A step for each minute in which some watch ended, and one at the start and at the end of what was seen. Rules that were last seen between
 * two of them were at risk in the earlier one and no more in the later.
 */
function timeSteps(rows: readonly SumRow[]): TimeStep[] {
  const ended = new Map<number, [number, number]>();
  const open = new Map<number, number>();
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const row of rows) {
    const [minutes, stretches] = [minutesOf(row), stretchesOf(row)];
    if (stretches === 0) continue;
    [first, last] = [Math.min(first, minutes), Math.max(last, minutes)];
    if (row["outcome"] === "open") open.set(minutes, (open.get(minutes) ?? 0) + stretches);
    else {
      const [promoted, withdrawn] = ended.get(minutes) ?? [0, 0];
      ended.set(
        minutes,
        row["outcome"] === "promoted" ? [promoted + stretches, withdrawn] : [promoted, withdrawn + stretches],
      );
    }
  }
  if (first > last) return [];
  const times = [...new Set([first, ...ended.keys(), last])].sort((a, b) => a - b);
  const seen = [...open].sort(([a], [b]) => a - b);
  let at = 0;
  return times.map((minutes, index) => {
    const until = times[index + 1] ?? Number.POSITIVE_INFINITY;
    let censored = 0;
    for (; at < seen.length && (seen[at]?.[0] ?? 0) < until; at++) censored += seen[at]?.[1] ?? 0;
    return { time: (minutes + 1) / minutesPerHour, events: ended.get(minutes) ?? [0, 0], censored };
  });
}

function minutesOf(row: SumRow): number {
  const minutes = Number(row["minutes"] ?? Number.NaN);
  if (!Number.isInteger(minutes))
    throw new TypeError(`column "minutes" must hold a whole number, holds ${String(row["minutes"])}`);
  return minutes;
}

function stretchesOf(row: SumRow): number {
  return Number(row["stretches"] ?? 0);
}
