import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { labelMargin } from "./label-margin.js";
import type { DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { formatValue, tickFormat, axisLabel } from "./units.js";

type DotIntervals = Extract<FigureSpec, { kind: "dot-intervals" }>;

/** A stroke across a row, twelve pixels long. */
const tick = {
  draw(context: CanvasPath): void {
    context.moveTo(0, -6);
    context.lineTo(0, 6);
  },
};

/** A dot and a whisker for each category: rates whose intervals matter as much as they do. */
export function drawDotIntervals(
  { values, unit, target, floor = 0 }: DotIntervals,
  options: DrawOptions,
): Element {
  const { marginLeft, lineWidth } = labelMargin(
    values.map(({ category }) => category),
    options,
  );
  const ticks = options.width - marginLeft - 74 < 160 ? 2 : 4;
  const rows = values.map((value, index) => Object.assign({ index }, value));
  const highest = Math.max(
    target ?? 0,
    ...rows.map(({ value, high, target: own }) => Math.max(value ?? 0, high ?? 0, own ?? 0)),
  );
  const held = rows.filter((row) => typeof row.target === "number");
  const stroke = rows.some(({ accent }) => accent === false)
    ? ({ accent }: { accent?: boolean }): string => (accent === false ? colour.comparison : colour.accent)
    : colour.accent;
  return Plot.plot({
    ...frame(options, Math.max(1, rows.length) * 26 + 44),
    marginLeft,
    marginRight: 74,
    marginTop: 10,
    marginBottom: 32,
    x: {
      label: axisLabel[unit],
      labelArrow: "none",
      domain: [Math.min(floor, highest, ...rows.map(({ low }) => low ?? floor)), highest || 1],
      nice: true,
      ticks,
      tickFormat: tickFormat(unit),
    },
    y: { type: "point", axis: null, domain: rows.map(({ index }) => index), padding: 0.6 },
    marks: [
      Plot.gridX({ stroke: colour.faint, strokeOpacity: 1, ticks }),
      ...(target === undefined
        ? []
        : [
            Plot.ruleX([target], { stroke: colour.muted, strokeDasharray: "4 3" }),
            Plot.text([target], {
              x: (value: number) => value,
              text: () => "target",
              frameAnchor: "top",
              dy: -8,
              fill: colour.muted,
            }),
          ]),
      Plot.ruleY(
        rows.filter(({ low, high }) => typeof low === "number" && typeof high === "number"),
        { x1: "low", x2: "high", y: "index", stroke, strokeWidth: 2 },
      ),
      Plot.dot(
        rows.filter(({ value }) => value !== null),
        { x: "value", y: "index", fill: stroke, r: 4.5 },
      ),
      ...(held.length === 0
        ? []
        : [
            Plot.dot(held, {
              x: "target",
              y: "index",
              symbol: tick,
              r: 8,
              stroke: colour.text,
              strokeWidth: 1.5,
            }),
          ]),
      Plot.text(rows, {
        y: "index",
        text: "category",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
        fill: colour.text,
        lineWidth,
        textOverflow: "ellipsis",
      }),
      Plot.text(rows, {
        y: "index",
        text: ({ value }) => formatValue(value, unit),
        frameAnchor: "right",
        textAnchor: "start",
        dx: 8,
        fill: colour.muted,
        fontVariant: "tabular-nums",
      }),
    ],
  });
}
