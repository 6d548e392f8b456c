import * as Plot from "npm:@observablehq/plot";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { tickFormat } from "./units.js";

type Restatement = Extract<FigureSpec, { kind: "restatement" }>;

/** Each period's figure as first released (ring) and as it stands now (dot), joined where the two differ. */
export function drawRestatement({ rows, unit }: Restatement, options: DrawOptions): Element {
  const narrow = isNarrow(options);
  const longest = Math.max(1, ...rows.map(({ period }) => period.length));
  const every = Math.max(1, Math.ceil((rows.length * (longest * 6.6 + 10)) / (options.width - 62)));
  const highest = Math.max(0, ...rows.map(({ first, latest }) => Math.max(first ?? 0, latest ?? 0)));
  const restated = rows.filter(({ first, latest }) => first !== null && latest !== null && first !== latest);
  return Plot.plot({
    ...frame(options, narrow ? 230 : 300),
    marginLeft: 48,
    marginRight: 14,
    marginTop: 22,
    marginBottom: 30,
    x: {
      type: "point",
      label: null,
      domain: rows.map(({ period }) => period),
      tickFormat: (period: string) =>
        rows.findIndex((row) => row.period === period) % every === 0 ? period : "",
      tickSize: 0,
    },
    y: {
      label: null,
      domain: [0, highest || 1],
      nice: true,
      ticks: 5,
      tickFormat: tickFormat(unit),
    },
    marks: [
      Plot.gridY({ stroke: colour.faint, strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: colour.muted }),
      Plot.line(rows, {
        x: "period",
        y: "latest",
        stroke: colour.accent,
        strokeWidth: 1.5,
        strokeOpacity: 0.5,
      }),
      Plot.ruleX(restated, {
        x: "period",
        y1: "first",
        y2: "latest",
        stroke: colour.comparison,
        strokeWidth: 2,
      }),
      Plot.dot(
        rows.filter(({ latest }) => latest !== null),
        { x: "period", y: "latest", fill: colour.accent, r: 4 },
      ),
      Plot.dot(restated, {
        x: "period",
        y: "first",
        stroke: colour.comparison,
        fill: colour.surface,
        strokeWidth: 2,
        r: 4,
      }),
    ],
  });
}
