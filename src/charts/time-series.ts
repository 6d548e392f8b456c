import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec, Series } from "../lib/view/page-view.js";
import { spreadLabels } from "./end-labels.js";
import { flagMarks } from "./flags.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { categoryColour, colour } from "./theme.js";
import { dated, splitProvisional, type DatedPoint } from "./time.js";
import { formatValue, tickFormat } from "./units.js";

type TimeSeries = Extract<FigureSpec, { kind: "time-series" }>;

/** Values over time: lines with their intervals as bands, or bars from zero; annotations as numbered flags. */
export function drawTimeSeries(spec: TimeSeries, options: DrawOptions): Element {
  const narrow = isNarrow(options);
  const height = narrow ? 220 : 300;
  const lines = spec.series.map((series, index) => ({
    series,
    points: dated(series.points),
    stroke: strokeOf(series, index),
  }));
  const known = lines.flatMap(({ points }) => points);
  const top = Math.max(0, ...known.map(({ y, high }) => Math.max(y ?? 0, high ?? 0))) || 1;
  const labelled = lines.length > 1 && !narrow;
  const [left, right] = [44, labelled ? 110 : 14];
  return Plot.plot({
    ...frame(options, height),
    marginLeft: left,
    marginRight: right,
    marginTop: spec.annotations.length > 0 ? 26 : 14,
    marginBottom: 28,
    x: { type: "utc", label: null, ...(spec.mark === "bar" ? barDomain(known, spec) : domainOf(known)) },
    r: { type: "identity" },
    y: {
      label: null,
      domain: [spec.floor ?? Math.min(0, ...known.map(({ low, y }) => low ?? y ?? 0)), top],
      nice: true,
      ticks: narrow ? 4 : 5,
      tickFormat: tickFormat(spec.unit),
    },
    marks: [
      Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: narrow ? 4 : 5 }),
      ...flagMarks(spec.annotations, domainOf(known).domain, options.width - left - right),
      ...lines.flatMap(({ series, points, stroke }) =>
        spec.mark === "bar" && series.role !== "comparison"
          ? barMarks(points, stroke, spec)
          : lineMarks(series, points, stroke),
      ),
      Plot.ruleY([spec.floor ?? 0], { stroke: colour.muted }),
      ...(labelled ? endLabels(lines, (top - (spec.floor ?? 0)) / (height - 54)) : []),
      ...(options.interactive === true ? lines.map(({ series, points }) => tip(series, points, spec)) : []),
    ],
  });
}

function strokeOf(series: Series, index: number): string {
  if (series.role === "accent") return colour.accent;
  if (series.role === "comparison") return colour.comparison;
  return series.role === "muted" ? colour.muted : categoryColour(index);
}

function domainOf(points: readonly DatedPoint[]): { domain?: [Date, Date] } {
  const times = points.map(({ date }) => date.getTime());
  return times.length === 0 ? {} : { domain: [new Date(Math.min(...times)), new Date(Math.max(...times))] };
}

/** From the start of the first bar to the end of the last one. */
function barDomain(points: readonly DatedPoint[], { grain }: TimeSeries): { domain?: [Date, Date] } {
  const { domain } = domainOf(points);
  if (domain === undefined) return {};
  const interval = Plot.utcInterval(barInterval(grain));
  return { domain: [interval.floor(domain[0]), interval.offset(interval.floor(domain[1]), 1)] };
}

function lineMarks(series: Series, points: readonly DatedPoint[], stroke: string): Plot.Markish[] {
  const { settled, provisional } = splitProvisional(points);
  const comparison = series.role === "comparison";
  const lone = points.length === 1 ? [Plot.dot(points, { x: "date", y: "y", fill: stroke, r: 4 })] : [];
  return [
    Plot.areaY(
      points.filter(({ low, high }) => typeof low === "number" && typeof high === "number"),
      { x: "date", y1: "low", y2: "high", fill: stroke, fillOpacity: 0.16 },
    ),
    Plot.line(settled, {
      x: "date",
      y: "y",
      stroke,
      strokeWidth: comparison ? 1.25 : 2.25,
      strokeDasharray: comparison ? "4 3" : "none",
    }),
    Plot.line(provisional, {
      x: "date",
      y: "y",
      stroke,
      strokeWidth: comparison ? 1.25 : 2.25,
      strokeDasharray: "1.5 4",
      strokeLinecap: "round",
    }),
    ...lone,
  ];
}

function barInterval(grain: TimeSeries["grain"]): "monday" | "quarter" | "hour" | "day" | "month" {
  return grain === "week" ? "monday" : grain;
}

function barMarks(points: readonly DatedPoint[], fill: string, { grain }: TimeSeries): Plot.Markish[] {
  const interval = barInterval(grain);
  return [false, true].map((provisional) =>
    Plot.rectY(
      points.filter((point) => point.y !== null && (point.provisional ?? false) === provisional),
      { x: "date", y: "y", interval, fill, fillOpacity: provisional ? 0.4 : 1, inset: 0.5 },
    ),
  );
}

function endLabels(
  lines: readonly { series: Series; points: readonly DatedPoint[]; stroke: string }[],
  perPixel: number,
): Plot.Markish[] {
  const ends = lines.flatMap(({ series, points, stroke }) => {
    const last = points.findLast(({ y }) => y !== null);
    return last === undefined ? [] : [{ text: series.name, value: last.y ?? 0, date: last.date, stroke }];
  });
  const placed = spreadLabels(ends, perPixel);
  return ends.map((end, index) =>
    Plot.text([{ ...end, y: placed[index] }], {
      x: "date",
      y: "y",
      text: "text",
      dx: 8,
      textAnchor: "start",
      fill: end.stroke,
      fontWeight: 600,
      lineWidth: 9,
    }),
  );
}

function tip(series: Series, points: readonly DatedPoint[], { unit }: TimeSeries): Plot.Markish {
  return Plot.tip(
    points.filter(({ y }) => y !== null),
    Plot.pointerX({
      x: "date",
      y: "y",
      title: (point: DatedPoint) =>
        [
          `${series.name} · ${point.x}${point.provisional === true ? " (provisional)" : ""}`,
          formatValue(point.y, unit),
          ...(typeof point.low === "number"
            ? [`95 % interval ${formatValue(point.low, unit)} to ${formatValue(point.high, unit)}`]
            : []),
          ...(typeof point.n === "number" ? [`n = ${formatValue(point.n, "count")}`] : []),
        ].join("\n"),
      fill: colour.surface,
      stroke: colour.muted,
    }),
  );
}
