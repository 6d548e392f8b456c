import * as Plot from "npm:@observablehq/plot";
import { formatAxis, formatDay, formatNumber } from "../lib/format/index.js";
import { measureOf, type ChartChoice } from "../lib/sql/chart-choice.js";
import { platformText } from "../lib/text/index.js";
import { spreadLabels } from "./end-labels.js";
import { describe } from "./finish-figure.js";
import { frame } from "./frame.js";
import { labelMargin } from "./label-margin.js";
import type { DrawOptions } from "./options.js";
import { categoryColour, colour } from "./theme.js";

/** Rows of a query's result, as many as are drawn. */
export interface ResultRows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

interface Datum {
  readonly x: Date | number | string | null;
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly series: string;
}

/** Categories beyond these are not drawn: they could not be read. */
const mostBars = 30;
const mostSeries = 6;

/** Pixels between the axes of a chart, about. */
const plotHeight = 250;

/**
 * Draws a result as its reader chose. Texts of the platform are made safe to look at.
 *
 * @param label what the chart shows, for readers who do not see it
 */
export function drawResultChart(
  result: ResultRows,
  choice: ChartChoice,
  label: string,
  options: DrawOptions,
): Element {
  const drawn = draw(result, choice, options);
  describe(drawn, label);
  return drawn;
}

function draw(result: ResultRows, choice: ChartChoice, options: DrawOptions): Element {
  const data = dataOf(result, choice);
  if (choice.mark === "bar") return bars(data, options);
  const series = [...new Set(data.map((datum) => datum.series))].slice(0, mostSeries);
  const shown = data.filter((datum) => series.includes(datum.series));
  const stroke = (datum: Datum): string =>
    series.length > 1 ? categoryColour(series.indexOf(datum.series)) : colour.accent;
  return Plot.plot({
    ...frame(options, 300),
    marginLeft: 56,
    marginRight: series.length > 1 ? 110 : 20,
    x: shown[0]?.x instanceof Date ? { label: null, type: "utc" as const } : { label: choice.x },
    y: {
      label: choice.mark === "histogram" ? "rows" : choice.y,
      grid: true,
      tickFormat: formatAxis,
      ...yDomain(choice, shown),
    },
    marks: [
      Plot.ruleY([0], { stroke: colour.muted }),
      ...(choice.interval === undefined ? [] : bands(choice, shown, stroke)),
      ...marksOf(choice, shown, stroke),
      ...(options.interactive === true && choice.mark !== "histogram" ? [tip(shown)] : []),
      ...(series.length > 1 && choice.mark === "line" ? [...endLabels(shown, series, stroke)] : []),
    ],
  });
}

/** From zero, but for dots; labels at the ends of lines may stand outside. */
function yDomain({ mark }: ChartChoice, data: readonly Datum[]): { domain?: [number, number] } {
  if (mark === "histogram" || mark === "dot") return {};
  const values = data.flatMap(({ y, low, high }) => [y ?? 0, low ?? 0, high ?? 0]);
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return { domain: [values.reduce((a, b) => Math.min(a, b), 0), most === 0 ? 1 : most] };
}

/** Intervals: as a band along a line, as whiskers of dots. */
function bands(
  choice: ChartChoice,
  data: readonly Datum[],
  stroke: (datum: Datum) => string,
): Plot.Markish[] {
  return choice.mark === "line"
    ? [
        Plot.areaY(data as Datum[], {
          x: "x",
          y1: "low",
          y2: "high",
          z: "series",
          fill: stroke,
          fillOpacity: 0.15,
        }),
      ]
    : [Plot.ruleX(data as Datum[], { x: "x", y1: "low", y2: "high", stroke, strokeWidth: 1.25 })];
}

function tip(data: readonly Datum[]): Plot.Markish {
  return Plot.tip(
    data as Datum[],
    Plot.pointerX({
      x: "x",
      y: "y",
      title: ({ x, y, low, high, series }: Datum) =>
        [
          `${series === "" ? "" : `${series} · `}${x instanceof Date ? formatDay(x.toISOString()) : String(x)}`,
          y === null ? "not recorded" : formatNumber(y),
          ...(low === null ? [] : [`95 % interval ${formatNumber(low)} to ${formatNumber(high)}`]),
        ].join("\n"),
      fill: colour.surface,
      stroke: colour.muted,
    }),
  );
}

/** Names at the ends of the lines, moved apart where they would overlap. */
function endLabels(
  data: readonly Datum[],
  series: readonly string[],
  stroke: (datum: Datum) => string,
): Plot.Markish[] {
  const ends = series.flatMap((name) => {
    const last = data.findLast((datum) => datum.series === name && datum.y !== null);
    return last === undefined ? [] : [{ ...last, text: name, value: last.y ?? 0 }];
  });
  const most = Math.max(1e-9, ...data.map(({ y }) => y ?? 0));
  const placed = spreadLabels(ends, most / plotHeight);
  return ends.map((end, at) =>
    Plot.text([{ ...end, y: placed[at] }], {
      x: "x",
      y: "y",
      text: "text",
      textAnchor: "start",
      dx: 6,
      fill: stroke(end),
      fontWeight: 600,
    }),
  );
}

/** How many lines of a result are drawn; a reader tells no more apart. */
export function seriesDrawn(count: number): number {
  return Math.min(count, mostSeries);
}

function marksOf(
  choice: ChartChoice,
  data: readonly Datum[],
  stroke: (datum: Datum) => string,
): Plot.Markish[] {
  if (choice.mark === "histogram")
    return [
      Plot.rectY(data as Datum[], {
        ...Plot.binX<Plot.BinOptions>({ y: "count" }, { x: "x" } as never),
        fill: colour.accent,
      }),
    ];
  if (choice.mark === "dot")
    return [Plot.dot(data as Datum[], { x: "x", y: "y", stroke, r: 2.5, strokeOpacity: 0.7 })];
  return [Plot.lineY(data as Datum[], { x: "x", y: "y", z: "series", stroke, strokeWidth: 2 })];
}

function bars(data: readonly Datum[], options: DrawOptions): Element {
  const rows = data
    .slice(0, mostBars)
    .map(({ x, y }, index) => ({ index, category: String(x ?? "not recorded"), value: y ?? 0 }));
  const { marginLeft, lineWidth } = labelMargin(
    rows.map(({ category }) => category),
    options,
  );
  const most = Math.max(1e-9, ...rows.map(({ value }) => value));
  return Plot.plot({
    ...frame(options, Math.max(1, rows.length) * 24 + 12),
    marginLeft,
    marginRight: 74,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [Math.min(0, ...rows.map(({ value }) => value)), most] },
    y: { type: "band", axis: null, domain: rows.map(({ index }) => index), padding: 0.28 },
    marks: [
      Plot.barX(rows, { x: "value", y: "index", fill: colour.accent }),
      Plot.text(rows, {
        x: 0,
        y: "index",
        text: "category",
        textAnchor: "end",
        dx: -8,
        fill: colour.text,
        lineWidth,
        textOverflow: "ellipsis",
      }),
      Plot.text(rows, {
        x: "value",
        y: "index",
        text: ({ value }: { value: number }) => formatAxis(value),
        textAnchor: "start",
        dx: 6,
        fill: colour.muted,
      }),
      Plot.ruleX([0], { stroke: colour.muted }),
    ],
  });
}

function dataOf({ columns, rows }: ResultRows, { x, y, series, interval }: ChartChoice): Datum[] {
  const place = (name: string | null): number => columns.findIndex((column) => column.name === name);
  const [xAt, yAt, seriesAt] = [place(x), place(y), place(series)];
  const [lowAt, highAt] = (interval ?? [null, null]).map(place) as [number, number];
  const numberAt = (row: ResultRows["rows"][number], at: number): number | null =>
    at < 0 || row[at] === null || row[at] === undefined ? null : Number(row[at]);
  const time = measureOf(columns[xAt]?.type ?? "") === "time";
  const number = measureOf(columns[xAt]?.type ?? "") === "number";
  return rows.map((row) => {
    const value = row[xAt] ?? null;
    return {
      x:
        value === null
          ? null
          : time
            ? new Date(`${String(value).replace(" ", "T")}${String(value).length > 10 ? "Z" : ""}`)
            : number
              ? Number(value)
              : platformText(String(value), 60),
      y: numberAt(row, yAt),
      low: numberAt(row, lowAt),
      high: numberAt(row, highAt),
      series: seriesAt < 0 ? "" : platformText(String(row[seriesAt] ?? "not recorded"), 30),
    };
  });
}
