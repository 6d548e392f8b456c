import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { spreadLabels } from "./end-labels.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { categoryColour, colour } from "./theme.js";
import { tickFormat } from "./units.js";

type CumulativeIncidence = Extract<FigureSpec, { kind: "cumulative-incidence" }>;

const ticks = [
  [1 / 60, "1 min"],
  [1, "1 h"],
  [6, "6 h"],
  [24, "1 day"],
  [168, "1 week"],
  [672, "4 weeks"],
  [2191.5, "3 months"],
  [8766, "1 year"],
] as const;

/** Pixels that the name of a tick needs. */
const roomForName = 46;

/** Share of items that have ended in each way by a time after detection, on a logarithmic axis of time. */
export function drawCumulativeIncidence(
  { curves, since = "time since detection" }: CumulativeIncidence,
  options: DrawOptions,
): Element {
  const narrow = isNarrow(options);
  const height = narrow ? 220 : 280;
  const ends = curves.map(({ outcome, points }) => ({
    text: outcome,
    value: points.at(-1)?.share ?? 0,
    hours: points.at(-1)?.hours ?? 1,
  }));
  const points = curves.flatMap((curve) => curve.points);
  const [first, last] = [
    Math.min(...points.map(({ hours }) => hours)),
    Math.max(...points.map(({ hours }) => hours)),
  ];
  const top = topOf(Math.max(0, ...points.map(({ high }) => high)));
  const placed = spreadLabels(ends, top / (height - 52));
  return Plot.plot({
    ...frame(options, height),
    marginLeft: 44,
    marginRight: narrow ? 78 : 120,
    marginTop: 20,
    marginBottom: 32,
    x: { type: "log", axis: null },
    y: { domain: [0, top], label: null, labelArrow: "none", ticks: 5, tickFormat: tickFormat("share") },
    marks: [
      Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: 5 }),
      Plot.axisX(spaced(first, last, options.width - 44 - (narrow ? 78 : 120)), {
        label: since,
        labelArrow: "none",
        text: nameOf,
      }),
      ...curves.flatMap((curve, index) => [
        Plot.areaY(curve.points, {
          x: "hours",
          y1: "low",
          y2: "high",
          fill: categoryColour(index),
          fillOpacity: 0.16,
          curve: "step-after",
        }),
        Plot.line(curve.points, {
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

function nameOf(hours: number): string {
  return ticks.find(([tick]) => tick === hours)?.[1] ?? "";
}

/** The ticks between two times whose names have room beside one another on so many pixels. */
function spaced(first: number, last: number, width: number): number[] {
  const perPixel = Math.log(last / first) / width;
  const shown: number[] = [];
  for (const [hours] of ticks) {
    if (hours < first || hours > last) continue;
    const before = shown.at(-1);
    if (before === undefined || Math.log(hours / before) >= roomForName * perPixel) shown.push(hours);
  }
  return shown;
}

/** The whole where a good part of it is reached; else the next round share, so that a rare outcome can be read. */
function topOf(highest: number): number {
  return [0.05, 0.1, 0.15, 0.2, 0.3, 0.4].find((share) => highest > 0 && highest <= share) ?? 1;
}
