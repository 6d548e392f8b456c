import type { Cube } from "../../cube/cube.js";
import { activeCells, activePoints } from "../active-accounts.js";
import { annotationsOf, figureCard, missingCard, spanOf, tableOf } from "../cards.js";
import { by, sumOf, within } from "../cells.js";
import { changeOf, countPoints, pointTable } from "../counts.js";
import type { Inputs } from "../inputs.js";
import { sliceText } from "../labels.js";
import type { CardSpec, Point, Series } from "../page-view.js";
import { comparisonOf, lengthOf, periodsOf, shiftedPeriods, wholePeriods } from "../periods.js";
import { weekdayOf } from "../../time/index.js";
import { isMissing, select } from "../selection.js";
import { families, measured, type Measured } from "./families.js";
import { dayText, during, exact, many, moved, percent, spanText, unfinishedNote } from "../words.js";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The busiest hour has less than this many times the mean: no hour stands out. */
const evenly = 1.5;

/** Activity, active accounts, actions and reports over time, and the hours of the week. */
export function activityCards(inputs: Inputs): CardSpec[] {
  const [events, ...others] = measured;
  const hasActions = !isMissing(select(inputs, families.actions));
  return [
    ...(events ? [overTime(inputs, events, 12)] : []),
    activeCard(inputs),
    ...others.map((of) => overTime(inputs, of, of.id === "reports" && hasActions ? 12 : 6)),
    hoursCard(inputs),
  ];
}

function overTime(inputs: Inputs, of: Measured, width: CardSpec["width"]): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: `${of.id}-over-time`,
    metric: of.metric,
    width,
    title: of.label,
    subtitle: subtitle(inputs, of.noun),
  };
  const hourly = slice.grain === "hour" && of.id === "events" && lengthOf(slice) <= 31 && !sliceText(inputs);
  const selected = select(
    inputs,
    hourly ? { label: "Events", cubes: ["events_by_hour"] } : families[of.family],
  );
  if (isMissing(selected)) return missingCard(inputs, text, selected);
  const { cells, notes } = selected;
  const periods = wholePeriods(slice, slice.grain, frame.range);
  const before = comparisonOf(slice, frame.range);
  const total = sumOf(within(cells, slice), of.measure);
  const points = hourly ? hourPoints(inputs) : countPoints(cells, of.measure, periods);
  const series: Series[] = [{ name: of.noun, role: "accent", points }];
  if (before && !hourly) {
    const earlier = countPoints(cells, of.measure, shiftedPeriods(periods, slice, before));
    const shifted = points
      .map((point, index) => ({ ...earlier[index], x: point.x, y: earlier[index]?.y ?? null }))
      .filter(({ y }) => y !== null);
    series.push({
      name: slice.vs === "year" ? "a year earlier" : "period before",
      role: "comparison",
      points: shifted,
    });
  }
  const change = changeOf(cells, of.measure, slice, before);
  const phrase = during(slice, frame.range);
  const title =
    total === null
      ? `${of.label} is not recorded`
      : total === 0
        ? `No ${of.noun} ${phrase}`
        : change?.significant
          ? `${of.label} ${moved(change)} ${phrase}, to ${many(total, of.noun.replace(/s$/, ""))}`
          : peakTitle(of, points, total, phrase);
  return figureCard(
    inputs,
    {
      ...text,
      title,
      subtitle: subtitle(inputs, of.noun, cells.cube),
      sample:
        `n = ${exact(total ?? 0)} ${of.noun}` +
        (change ? `; 95 % interval of the change ${percent(change.low)} to ${percent(change.high)}` : ""),
      notes: [
        ...notes,
        ...(slice.grain === "hour" && !hourly
          ? ["Shown by day: hours are published for all activity together, up to 31 days at a time."]
          : []),
        ...(hourly ? [] : unfinishedNote(slice, slice.grain, frame.range)),
        ...(before ? [`Compared with ${spanText(before)}.`] : []),
      ],
    },
    {
      kind: "time-series",
      unit: of.unit,
      grain: hourly ? "hour" : slice.grain === "hour" ? "day" : slice.grain,
      mark: "line",
      series,
      annotations: annotationsOf(inputs, spanOf(points, slice)),
    },
    pointTable(series, of.label),
  );
}

function peakTitle(of: Measured, points: readonly Point[], total: number, phrase: string): string {
  const full = points.filter(({ y, provisional }) => y !== null && !provisional);
  const peak = full.reduce<Point | null>(
    (best, point) => (best && (best.y ?? 0) >= (point.y ?? 0) ? best : point),
    null,
  );
  const usual = full.reduce((sum, { y }) => sum + (y ?? 0), 0) / Math.max(1, full.length);
  return peak && full.length > 2 && (peak.y ?? 0) > 1.5 * usual
    ? `${of.label} peaked at ${exact(peak.y ?? 0)} from ${dayText(peak.x)}, against ${exact(usual)} on average`
    : `${many(total, of.noun.replace(/s$/, ""))} ${phrase}, without a clear change`;
}

function hourPoints(inputs: Inputs): Point[] {
  const selected = select(inputs, { label: "Events", cubes: ["events_by_hour"] }, ["hour"]);
  if (isMissing(selected)) return [];
  return [...by(within(selected.cells, inputs.slice), "day")]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, cells]) => {
      const hours = by(cells, "hour");
      return Array.from({ length: 24 }, (_, hour) => {
        const part = hours.get(String(hour));
        const value = part ? sumOf(part, "events") : 0;
        return { x: `${day}T${String(hour).padStart(2, "0")}:00`, y: value, n: value };
      });
    });
}

function activeCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: "active-accounts-over-time",
    metric: "active_accounts",
    width: 6 as const,
    title: "Active accounts",
    subtitle: `Distinct accounts with at least one event, by ${step(inputs)} (UTC)`,
  };
  const cells = activeCells(inputs);
  if ("why" in cells) return missingCard(inputs, text, cells);
  const points = activePoints(cells, wholePeriods(slice, slice.grain, frame.range));
  const full = points.filter(({ provisional }) => !provisional);
  const [first, last] = [full[0]?.y, full.at(-1)?.y];
  const series: Series[] = [{ name: "accounts", role: "accent", points }];
  return figureCard(
    inputs,
    {
      ...text,
      title:
        first && last && full.length > 1
          ? `${exact(last)} accounts active in the last full ${step(inputs)}, ${exact(first)} in the first`
          : `Accounts active by ${step(inputs)}`,
      sample: "An account counts once in each period, however often it was active",
      notes: [
        ...(sliceText(inputs)
          ? ["Shown for all activity: distinct accounts are not published by filter."]
          : []),
        ...unfinishedNote(slice, slice.grain, frame.range),
      ],
    },
    {
      kind: "time-series",
      unit: "accounts",
      grain: slice.grain === "hour" ? "day" : slice.grain,
      mark: "line",
      series,
      annotations: [],
    },
    pointTable(series, "Active accounts"),
  );
}

function hoursCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: "hours-of-the-week",
    metric: "events",
    width: 12 as const,
    title: "Hours of the week",
    subtitle: `Events by hour and weekday (${slice.tz}), mean of the weeks ${during(slice, frame.range)}`,
  };
  const selected = select(inputs, { label: "Events by hour", cubes: ["events_by_hour"] }, ["hour"]);
  if (isMissing(selected)) return missingCard(inputs, text, selected);
  const cells = within(selected.cells, slice);
  const days = Array.from(
    { length: 7 },
    (_, weekday) =>
      periodsOf(slice, "day", frame.range).filter(({ from }) => weekdayOf(from) === weekday).length,
  );
  const sums = new Map<string, number>();
  for (const [day, part] of by(cells, "day"))
    for (const [hour, one] of by(part, "hour")) {
      const key = `${weekdayOf(day)} ${hour}`;
      sums.set(key, (sums.get(key) ?? 0) + (sumOf(one, "events") ?? 0));
    }
  const grid = days.flatMap((count, weekday) =>
    Array.from({ length: 24 }, (_, hour) => ({
      weekday,
      hour,
      value: count ? (sums.get(`${weekday} ${hour}`) ?? 0) / count : null,
    })),
  );
  const top = grid.reduce((best, cell) => ((cell.value ?? 0) > (best.value ?? 0) ? cell : best));
  const total = sumOf(cells, "events");
  return figureCard(
    inputs,
    {
      ...text,
      title:
        total &&
        (top.value ?? 0) * days.length * 24 < evenly * grid.reduce((sum, { value }) => sum + (value ?? 0), 0)
          ? "Activity is spread evenly over the hours of the week"
          : total
            ? `Activity is highest on ${weekdays[top.weekday]}s from ${String(top.hour).padStart(2, "0")}:00 to ${String((top.hour + 1) % 24).padStart(2, "0")}:00`
            : `No events ${during(slice, frame.range)}`,
      sample: `n = ${exact(total ?? 0)} events`,
      notes: selected.notes,
    },
    { kind: "heat-calendar", unit: "count", cells: grid },
    tableOf(
      [
        ["weekday", "Weekday", "text"],
        ["hour", "Hour", "number"],
        ["events", "Events an hour, mean", "number"],
      ],
      grid.map(({ weekday, hour, value }) => [weekdays[weekday] ?? "", hour, value]),
    ),
  );
}

function subtitle(inputs: Inputs, noun: string, cube?: Cube): string {
  const filters = sliceText(inputs, cube);
  return `Number of ${noun} by ${step(inputs)} (${inputs.slice.tz})${filters ? `; ${filters}` : ""}`;
}

function step({ slice }: Inputs): string {
  return slice.grain === "hour" ? "day" : slice.grain;
}
