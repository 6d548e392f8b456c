import * as Plot from "npm:@observablehq/plot";
import { ticks } from "npm:d3";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { dated, splitProvisional, type DatedPoint } from "./time.js";
import { tickFormat } from "./units.js";

type SmallMultiples = Extract<FigureSpec, { kind: "small-multiples" }>;

/** Pixels of an em of a panel's name. */
const letter = 11;

/** A panel in its place. */
interface Cell {
  readonly name: string;
  readonly detail: string | null;
  readonly fx: number;
  readonly fy: number;
  readonly stroke: string;
  readonly points: readonly DatedPoint[];
  readonly expected: readonly DatedPoint[];
  /** Value at the top of its scale: 1 where the scale is everybody's. */
  readonly top: number;
}

/**
 * One small line chart for each series, in rows. All have the same scales, so that their sizes compare; with `scale: "own"` each runs
 * from zero to its own maximum and has ticks of its own, so that the course of a small one shows beside a large one.
 */
export function drawSmallMultiples(spec: SmallMultiples, options: DrawOptions): Element {
  const { panels, unit } = spec;
  const own = spec.scale === "own";
  const columns = isNarrow(options) ? 2 : Math.min(4, Math.max(1, panels.length));
  const rows = Math.max(1, Math.ceil(panels.length / columns));
  const cells = panels.map(({ name, detail = null, points, expected = [], role }, index): Cell => {
    const drawn = { points: dated(points), expected: dated(expected) };
    return {
      name,
      detail,
      fx: index % columns,
      fy: Math.floor(index / columns),
      stroke: role === "accent" ? colour.accent : colour.text,
      ...drawn,
      top: own ? largest(drawn) : 1,
    };
  });
  const detailed = cells.some(({ detail }) => detail !== null);
  const [left, right, gap] = [38, 10, own ? 0.2 : 0.12];
  const room = own
    ? Math.floor((((options.width - left - right) / columns) * (1 - gap)) / letter)
    : isNarrow(options)
      ? 11
      : 14;
  return Plot.plot({
    ...frame(options, rows * (detailed ? 132 : 112) + (detailed ? 58 : 44)),
    marginLeft: left,
    marginRight: right,
    marginTop: detailed ? 40 : 26,
    marginBottom: 36,
    x: { type: "utc", label: null, ticks: 2 },
    y: own
      ? { domain: [0, 1], axis: null }
      : {
          domain: [0, Math.max(0, ...cells.map(largest)) || 1],
          nice: true,
          ticks: 3,
          label: null,
          tickFormat: tickFormat(unit),
        },
    fx: {
      axis: null,
      padding: gap,
      domain: Array.from({ length: columns }, (_, index) => index),
    },
    fy: {
      axis: null,
      padding: detailed ? 0.42 : 0.3,
      domain: Array.from({ length: rows }, (_, index) => index),
    },
    marks: [
      ...(own
        ? cells.flatMap((cell) => ownAxis(cell, unit))
        : [Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: 3 })]),
      ...cells.flatMap((cell) => [...lines(cell), ...names(cell, room)]),
      Plot.ruleY([0], { stroke: colour.muted }),
    ],
  });
}

/** The largest value of a panel, intervals included; 1 where there is none above zero. */
function largest({ points, expected }: Pick<Cell, "points" | "expected">): number {
  return Math.max(0, ...[...points, ...expected].map(({ y, high }) => Math.max(y ?? 0, high ?? 0))) || 1;
}

/** Rows in the place of a cell, each value as a part of the cell's scale. */
function placed({ fx, fy, top }: Cell, points: readonly DatedPoint[]): object[] {
  const part = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : value / top;
  return points.map(({ date, y, low, high }) => ({
    date,
    y: part(y),
    low: part(low),
    high: part(high),
    fx,
    fy,
  }));
}

const inPlace = { fx: "fx", fy: "fy" } as const;

function ownAxis({ fx, fy, top }: Cell, unit: SmallMultiples["unit"]): Plot.Markish[] {
  const format = tickFormat(unit);
  const marks = ticks(0, top, 2).map((value) => ({ fx, fy, y: value / top, label: format(value) }));
  return [
    Plot.ruleY(marks, { ...inPlace, y: "y", stroke: colour.faint }),
    Plot.text(marks, {
      ...inPlace,
      y: "y",
      text: "label",
      frameAnchor: "left",
      textAnchor: "end",
      dx: -5,
      fill: colour.muted,
    }),
  ];
}

function lines(cell: Cell): Plot.Markish[] {
  const { settled, provisional } = splitProvisional(cell.points);
  const band = (points: readonly DatedPoint[], fill: string, fillOpacity: number): Plot.Markish =>
    Plot.areaY(
      placed(
        cell,
        points.filter(({ low, high }) => typeof low === "number" && typeof high === "number"),
      ),
      { ...inPlace, x: "date", y1: "low", y2: "high", fill, fillOpacity },
    );
  const line = (points: readonly DatedPoint[], stroke: string, rest: Plot.LineOptions = {}): Plot.Markish =>
    Plot.line(placed(cell, points), { ...inPlace, x: "date", y: "y", stroke, strokeWidth: 1.75, ...rest });
  return [
    ...(cell.expected.length === 0
      ? []
      : [
          band(cell.expected, colour.comparison, 0.4),
          line(cell.expected, colour.comparison, { strokeWidth: 1.25 }),
        ]),
    band(cell.points, cell.stroke, 0.16),
    line(settled, cell.stroke),
    line(provisional, cell.stroke, { strokeDasharray: "1.5 3" }),
  ];
}

/** @param room width of a line, in ems */
function names({ name, detail, fx, fy }: Cell, room: number): Plot.Markish[] {
  const place = { ...inPlace, frameAnchor: "top-left", textOverflow: "ellipsis" } as const;
  return [
    Plot.text([{ fx, fy, name }], {
      ...place,
      text: "name",
      dy: detail === null ? -15 : -29,
      fill: colour.text,
      fontWeight: 600,
      lineWidth: room,
    }),
    ...(detail === null
      ? []
      : [
          Plot.text([{ fx, fy, detail }], {
            ...place,
            text: "detail",
            dy: -15,
            fill: colour.muted,
            lineWidth: room,
          }),
        ]),
  ];
}
