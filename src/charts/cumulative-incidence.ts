import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { spreadLabels } from "./end-labels.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { categoryColour, colour } from "./theme.js";
import { tickFormat } from "./units.js";

type CumulativeIncidence = Extract<FigureSpec, { kind: "cumulative-incidence" }>;

const ticks = [1 / 60, 1, 6, 24, 168, 672];
const names = ["1 min", "1 h", "6 h", "1 day", "1 week", "4 weeks"];

/** Share of items that have ended in each way by a time after detection, on a logarithmic axis of time. */
export function drawCumulativeIncidence({ curves }: CumulativeIncidence, options: DrawOptions): Element {
  const narrow = isNarrow(options);
  const height = narrow ? 220 : 280;
  const ends = curves.map(({ outcome, points }) => ({
    text: outcome,
    value: points.at(-1)?.share ?? 0,
    hours: points.at(-1)?.hours ?? 1,
  }));
  const placed = spreadLabels(ends, 1 / (height - 52));
  return Plot.plot({
    ...frame(options, height),
    marginLeft: 44,
    marginRight: narrow ? 78 : 120,
    marginTop: 20,
    marginBottom: 32,
    x: {
      type: "log",
      label: "time since detection",
      labelArrow: "none",
      ticks,
      tickFormat: (hours: number) => names[ticks.indexOf(hours)] ?? "",
    },
    y: { domain: [0, 1], label: null, labelArrow: "none", ticks: 5, tickFormat: tickFormat("share") },
    marks: [
      Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: 5 }),
      ...curves.flatMap(({ points }, index) => [
        Plot.areaY(points, {
          x: "hours",
          y1: "low",
          y2: "high",
          fill: categoryColour(index),
          fillOpacity: 0.16,
          curve: "step-after",
        }),
        Plot.line(points, {
          x: "hours",
          y: "share",
          stroke: categoryColour(index),
          strokeWidth: 2.25,
          curve: "step-after",
        }),
      ]),
      ...ends.map((end, index) =>
        Plot.text([{ ...end, share: placed[index] }], {
          x: "hours",
          y: "share",
          text: "text",
          dx: 8,
          textAnchor: "start",
          fill: categoryColour(index),
          fontWeight: 600,
          lineWidth: narrow ? 6 : 9,
        }),
      ),
      Plot.ruleY([0], { stroke: colour.muted }),
    ],
  });
}
