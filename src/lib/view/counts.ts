import type { Estimate } from "../statistics/estimate.js";
import { type Cells, byPeriod, sumOf, within } from "./cells.js";
import { type Change, countChange } from "./change.js";
import type { BigNumber, Missing, Point, TableView } from "./page-view.js";
import type { Unit } from "../format/unit.js";
import { addDays } from "../time/index.js";
import { type DayRange, type Period, lengthOf, wholePeriods } from "./periods.js";
import { tableOf } from "./cards.js";

/** A count of everything: not estimated, so that it has no interval to show. */
export function counted(value: number | null): Estimate {
  return { value, low: null, high: null, numerator: value, denominator: null };
}

/** The sums of a measure by period, as points; periods cut by the range or the data are provisional. */
export function countPoints(cells: Cells, measure: string, periods: readonly Period[]): Point[] {
  return byPeriod(cells, periods).map((part, index) => {
    const period = periods[index];
    const value = sumOf(part, measure);
    return {
      x: period?.from ?? "",
      y: value,
      n: value,
      ...(period?.partial ? { provisional: true } : {}),
    };
  });
}

/** A measure's sum on each day of a range, in order; a day without cells counts zero. */
export function daily(cells: Cells, measure: string, range: DayRange): number[] {
  const column = cells.cube.dimensions["day"];
  const sums = Array.from({ length: lengthOf(range) }, () => 0);
  if (!column) return sums;
  const place = new Map(sums.map((_, index) => [addDays(range.from, index), index]));
  const places = column.values.map((day) => place.get(day) ?? -1);
  for (const row of cells.rows) {
    const index = places[column.codes[row] ?? -1] ?? -1;
    if (index >= 0) sums[index] = (sums[index] ?? 0) + (cells.cube.measures[measure]?.[row] ?? 0);
  }
  return sums;
}

/** How a count changed between two ranges; null without a comparison. */
export function changeOf(
  cells: Cells,
  measure: string,
  now: DayRange,
  before: DayRange | null,
): Change | null {
  return before ? countChange(daily(cells, measure, now), daily(cells, measure, before)) : null;
}

/** A change as a big number shows it. */
export function deltaOf(change: Change | null, better: "up" | "down" | "neither"): BigNumber["delta"] {
  return change && { value: change.value, kind: change.kind, significant: change.significant, better };
}

/** A count over a range as a big number, with its change and a sparkline of days or weeks. */
export function countNumber(
  text: { id: string; label: string; metric: string; unit: Unit; better: "up" | "down" | "neither" },
  cells: Cells,
  measure: string,
  ranges: { now: DayRange; before: DayRange | null; data: DayRange },
): BigNumber {
  const { better, ...rest } = text;
  return {
    ...rest,
    estimate: counted(sumOf(within(cells, ranges.now), measure)),
    delta: deltaOf(changeOf(cells, measure, ranges.now, ranges.before), better),
    sparkline: countPoints(cells, measure, wholePeriods(ranges.now, sparkGrain(ranges.now), ranges.data)),
  };
}

/** A big number that cannot be known. */
export function missingNumber(
  text: { id: string; label: string; metric: string; unit: Unit },
  missing: Missing,
): BigNumber {
  return { ...text, estimate: null, delta: null, sparkline: [], missing };
}

/** Sparklines have no more than some sixty points. */
export function sparkGrain(range: DayRange): "day" | "week" | "month" {
  const days = lengthOf(range);
  if (days <= 62) return "day";
  return days <= 430 ? "week" : "month";
}

/** The table under a chart of points over time. */
export function pointTable(
  series: readonly { readonly name: string; readonly points: readonly Point[] }[],
  label: string,
): TableView {
  return tableOf(
    [
      ["period", "Period from", "date"],
      ["series", "Series", "text"],
      ["value", label, "number"],
      ["low", "95 % interval, low", "number"],
      ["high", "95 % interval, high", "number"],
      ["n", "n", "number"],
      ["provisional", "Provisional", "boolean"],
    ],
    series.flatMap(({ name, points }) =>
      points.map((point) => [
        point.x,
        name,
        point.y,
        point.low ?? null,
        point.high ?? null,
        point.n ?? null,
        point.provisional ?? false,
      ]),
    ),
  );
}
