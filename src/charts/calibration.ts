import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { tickFormat } from "./units.js";

type Calibration = Extract<FigureSpec, { kind: "calibration" }>;

/** What happened against what was predicted, on square axes: points on the diagonal kept their word. */
export function drawCalibration({ points }: Calibration, options: DrawOptions): Element {
  const highest = Math.max(0, ...points.flatMap(({ predicted, observed }) => [predicted, observed]));
  const top = [0.05, 0.1, 0.2, 0.5].find((share) => highest > 0 && highest <= share) ?? 1;
  const side = Math.min(options.width - 70, isNarrow(options) ? 270 : 330);
  const axis = { domain: [0, top], labelArrow: "none", ticks: 5, tickFormat: tickFormat("share") } as const;
  return Plot.plot({
    ...frame(options, side + 66),
    marginLeft: 50,
    marginRight: options.width - 50 - side,
    marginTop: 24,
    marginBottom: 42,
    x: { ...axis, label: "predicted" },
    y: { ...axis, label: "observed" },
    marks: [
      Plot.gridX({ stroke: colour.faint, strokeOpacity: 1, ticks: 5 }),
      Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: 5 }),
      Plot.line(
        [
          [0, 0],
          [top, top],
        ],
        { stroke: colour.muted, strokeDasharray: "4 3" },
      ),
      Plot.ruleX(
        points.map((point) => ({ ...point, high: Math.min(top, point.high) })),
        { x: "predicted", y1: "low", y2: "high", stroke: colour.accent, strokeWidth: 2 },
      ),
      Plot.dot(points, { x: "predicted", y: "observed", fill: colour.accent, r: 4.5 }),
    ],
  });
}
