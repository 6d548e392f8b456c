import * as Plot from "npm:@observablehq/plot";
import type { CategoryValue, FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { labelMargin } from "./label-margin.js";
import type { DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { formatValue } from "./units.js";

type RankedBars = Extract<FigureSpec, { kind: "ranked-bars" }>;

/** Bars from zero in the order given, each with its name and value; whiskers where there is an interval. */
export function drawRankedBars({ values, unit }: RankedBars, options: DrawOptions): Element {
  const { marginLeft, lineWidth } = labelMargin(
    values.map(({ category }) => category),
    options,
  );
  const rows = values.map((value, index) =>
    Object.assign({ index, start: Math.max(0, value.high ?? value.value ?? 0) }, value),
  );
  const label = ({ value }: CategoryValue): string => formatValue(value, unit);
  const least = Math.min(0, ...values.map(({ value, low }) => Math.min(value ?? 0, low ?? 0)));
  return Plot.plot({
    ...frame(options, Math.max(1, rows.length) * 26 + 12),
    marginLeft,
    marginRight: 74,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain: [least, Math.max(0, ...rows.map(({ start }) => start)) || 1] },
    y: { type: "band", axis: null, domain: rows.map(({ index }) => index), padding: 0.28 },
    marks: [
      Plot.barX(
        rows.filter(({ value }) => value !== null),
        { x: "value", y: "index", fill: colour.accent, fillOpacity: 0.85 },
      ),
      Plot.ruleY(
        rows.filter(({ low, high }) => typeof low === "number" && typeof high === "number"),
        { x1: "low", x2: "high", y: "index", stroke: colour.text, strokeWidth: 1.25 },
      ),
      Plot.text(rows, {
        x: least,
        y: "index",
        text: "category",
        textAnchor: "end",
        dx: -8,
        fill: colour.text,
        lineWidth,
        textOverflow: "ellipsis",
      }),
      Plot.text(rows, {
        x: "start",
        y: "index",
        text: label,
        textAnchor: "start",
        dx: 6,
        fill: colour.muted,
        fontVariant: "tabular-nums",
      }),
      Plot.ruleX([0], { stroke: colour.muted }),
    ],
  });
}
