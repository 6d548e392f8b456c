import * as Plot from "npm:@observablehq/plot";
import type { Point } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import type { DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { dated } from "./time.js";

/** A line without axes beside a big number: its course, and where it stands now. */
export function drawSparkline(points: readonly Point[], options: DrawOptions): Element {
  const ordered = dated(points);
  const known = ordered.filter(({ y }) => y !== null);
  const values = known.map(({ y }) => y ?? 0);
  return Plot.plot({
    ...frame(options, 36),
    margin: 4,
    x: { type: "utc", axis: null },
    y: { axis: null, domain: [Math.min(0, ...values), Math.max(0, ...values) || 1] },
    marks: [
      Plot.areaY(ordered, { x: "date", y: "y", fill: colour.accent, fillOpacity: 0.12 }),
      Plot.line(ordered, { x: "date", y: "y", stroke: colour.accent, strokeWidth: 1.5 }),
      Plot.dot(known.slice(-1), { x: "date", y: "y", fill: colour.accent, r: 2.5 }),
    ],
  });
}
