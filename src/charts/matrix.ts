import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { labelMargin } from "./label-margin.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { formatValue } from "./units.js";

type Matrix = Extract<FigureSpec, { kind: "matrix" }>;

/** Darkest shade that text in the theme's own colour is still legible on. */
const darkest = 0.5;

/**
 * Each thing against each other, darker for more. Rows are named; columns bear the numbers of the rows, since names do not fit
 * across.
 */
export function drawMatrix({ names, values, unit }: Matrix, options: DrawOptions): Element {
  const narrow = isNarrow(options);
  const { marginLeft, lineWidth } = labelMargin(
    names.map((name) => `${name} 0000`),
    options,
  );
  const cells = values.flatMap((row, y) =>
    row.flatMap((value, x) => (x === y ? [] : [{ x, y, value: value ?? null }])),
  );
  const known = cells.filter((cell): cell is { x: number; y: number; value: number } => cell.value !== null);
  const highest = unit === "share" ? 1 : Math.max(0, ...known.map(({ value }) => value)) || 1;
  const places = names.map((_, place) => place);
  const short = (value: number): string =>
    unit === "share" ? String(Math.round(value * 100)) : formatValue(value, unit);
  return Plot.plot({
    ...frame(options, Math.max(1, names.length) * 26 + 28),
    marginLeft,
    marginRight: 4,
    marginTop: 24,
    marginBottom: 4,
    opacity: { type: "identity" },
    x: {
      type: "band",
      domain: places,
      axis: "top",
      label: null,
      tickSize: 0,
      ticks: narrow && places.length > 9 ? places.filter((place) => place % 2 === 0) : places,
      tickFormat: (place: number) => String(place + 1),
    },
    y: { type: "band", domain: places, axis: null },
    marks: [
      Plot.cell(
        cells.filter(({ value }) => value === null),
        { x: "x", y: "y", stroke: colour.faint, fill: "none", inset: 1 },
      ),
      Plot.cell(known, {
        x: "x",
        y: "y",
        fill: colour.accent,
        fillOpacity: ({ value }: { value: number }) =>
          value <= 0 ? 0.03 : 0.06 + (darkest - 0.06) * (value / highest),
        inset: 0.5,
      }),
      Plot.text(narrow ? [] : known.filter(({ value }) => value / highest >= 0.005), {
        x: "x",
        y: "y",
        text: ({ value }: { value: number }) => short(value),
        fill: colour.text,
        fontVariant: "tabular-nums",
      }),
      Plot.text(
        names.map((name, place) => ({ name, place })),
        {
          y: "place",
          text: ({ name, place }: { name: string; place: number }) => `${place + 1}  ${name}`,
          frameAnchor: "left",
          textAnchor: "end",
          dx: -8,
          fill: colour.text,
          lineWidth,
          textOverflow: "ellipsis",
        },
      ),
    ],
  });
}
