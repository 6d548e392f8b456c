import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";

type Raster = Extract<FigureSpec, { kind: "raster" }>;

const hour = 3_600_000;

/** A row for each account, a tick for each act in the order of time: accounts in lockstep show as stripes from top to bottom. */
export function drawRaster({ from, days, rows, points }: Raster, options: DrawOptions): Element {
  const narrow = isNarrow(options);
  const start = Date.parse(`${from}T00:00:00Z`);
  const step = rows.length > 40 ? 7 : 12;
  return Plot.plot({
    ...frame(options, Math.max(1, rows.length) * step + 48),
    marginLeft: narrow ? 8 : 96,
    marginRight: 12,
    marginTop: 8,
    marginBottom: 36,
    x: {
      type: "utc",
      domain: [new Date(start), new Date(start + days * 24 * hour)],
      label: null,
      ticks: narrow ? 4 : 8,
      grid: true,
    },
    y: {
      type: "band",
      domain: rows.map((_, place) => place),
      axis: null,
      padding: 0.15,
    },
    marks: [
      Plot.ruleY(
        rows.map((_, place) => place),
        { y: (place: number) => place, stroke: colour.faint, strokeWidth: 0.6 },
      ),
      Plot.tickX(points, {
        x: ([, hours]: readonly [number, number]) => new Date(start + hours * hour),
        y: ([row]: readonly [number, number]) => row,
        stroke: colour.accent,
        strokeWidth: narrow ? 1 : 1.4,
        strokeOpacity: 0.75,
      }),
      ...(narrow || step < 9
        ? []
        : [
            Plot.text(
              rows.map((name, place) => ({ name, place })),
              {
                y: "place",
                text: ({ name }: { name: string }) => (name.length > 14 ? `${name.slice(0, 13)}…` : name),
                frameAnchor: "left",
                textAnchor: "end",
                dx: -6,
                fontSize: 10,
                fill: colour.text,
              },
            ),
          ]),
    ],
  });
}
