import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { dated, splitProvisional } from "./time.js";
import { tickFormat } from "./units.js";

type SmallMultiples = Extract<FigureSpec, { kind: "small-multiples" }>;

/** One small line chart for each series, in rows, all with the same scales, so that their sizes compare. */
export function drawSmallMultiples({ panels, unit }: SmallMultiples, options: DrawOptions): Element {
  const columns = isNarrow(options) ? 2 : Math.min(4, Math.max(1, panels.length));
  const rows = Math.max(1, Math.ceil(panels.length / columns));
  const cells = panels.map(({ name, points, role }, index) => ({
    name,
    fx: index % columns,
    fy: Math.floor(index / columns),
    stroke: role === "accent" ? colour.accent : colour.text,
    points: dated(points),
  }));
  const values = cells.flatMap(({ points }) => points.map(({ y, high }) => Math.max(y ?? 0, high ?? 0)));
  const facet = <Row extends object>(
    index: number,
    points: readonly Row[],
  ): (Row & { fx: number; fy: number })[] =>
    points.map((point) => Object.assign({ fx: cells[index]?.fx ?? 0, fy: cells[index]?.fy ?? 0 }, point));
  return Plot.plot({
    ...frame(options, rows * 112 + 44),
    marginLeft: 38,
    marginRight: 10,
    marginTop: 26,
    marginBottom: 36,
    x: { type: "utc", label: null, ticks: 2 },
    y: {
      domain: [0, Math.max(0, ...values) || 1],
      nice: true,
      ticks: 3,
      label: null,
      tickFormat: tickFormat(unit),
    },
    fx: { axis: null, padding: 0.12, domain: Array.from({ length: columns }, (_, index) => index) },
    fy: { axis: null, padding: 0.3, domain: Array.from({ length: rows }, (_, index) => index) },
    marks: [
      Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: 3 }),
      ...cells.flatMap(({ points, stroke, name, fx, fy }, index) => {
        const { settled, provisional } = splitProvisional(points);
        const band = points.filter(({ low, high }) => typeof low === "number" && typeof high === "number");
        return [
          Plot.areaY(facet(index, band), {
            x: "date",
            y1: "low",
            y2: "high",
            fx: "fx",
            fy: "fy",
            fill: stroke,
            fillOpacity: 0.16,
          }),
          Plot.line(facet(index, settled), {
            x: "date",
            y: "y",
            fx: "fx",
            fy: "fy",
            stroke,
            strokeWidth: 1.75,
          }),
          Plot.line(facet(index, provisional), {
            x: "date",
            y: "y",
            fx: "fx",
            fy: "fy",
            stroke,
            strokeWidth: 1.75,
            strokeDasharray: "1.5 3",
          }),
          Plot.text([{ fx, fy, name }], {
            text: "name",
            fx: "fx",
            fy: "fy",
            frameAnchor: "top-left",
            dy: -15,
            fill: colour.text,
            fontWeight: 600,
            lineWidth: isNarrow(options) ? 11 : 14,
            textOverflow: "ellipsis",
          }),
        ];
      }),
      Plot.ruleY([0], { stroke: colour.muted }),
    ],
  });
}
