import * as Plot from "npm:@observablehq/plot";
import { interpolateBlues, quantize, scaleQuantize } from "npm:d3";
import type { FigureSpec } from "../lib/view/page-view.js";
import { frame } from "./frame.js";
import { isNarrow, type DrawOptions } from "./options.js";
import { colour } from "./theme.js";
import { formatValue } from "./units.js";

type HeatCalendar = Extract<FigureSpec, { kind: "heat-calendar" }>;

/** As many shades as a reader can tell apart. */
const steps = 7;

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Hour of the day by day of the week, darker for more: when accounts are awake. */
export function drawHeatCalendar({ cells, unit }: HeatCalendar, options: DrawOptions): Element {
  const highest = Math.max(0, ...cells.map(({ value }) => value ?? 0)) || 1;
  const ramp = scaleQuantize(
    [0, highest],
    quantize((t) => interpolateBlues(0.08 + 0.87 * t), steps),
  );
  return Plot.plot({
    ...frame(options, isNarrow(options) ? 190 : 240),
    marginLeft: 36,
    marginBottom: 40,
    marginTop: 6,
    marginRight: 4,
    x: {
      type: "band",
      domain: Array.from({ length: 24 }, (_, hour) => hour),
      label: "hour of the day (UTC)",
      labelArrow: "none",
      tickSize: 0,
      ticks: [0, 6, 12, 18],
      tickFormat: (hour: number) => `${hour}:00`,
    },
    y: {
      type: "band",
      domain: weekdays.map((_, weekday) => weekday),
      label: null,
      tickSize: 0,
      tickFormat: (weekday: number) => weekdays[weekday] ?? "",
    },
    marks: [
      Plot.cell(
        cells.filter(({ value }) => value !== null),
        {
          x: "hour",
          y: "weekday",
          fill: ({ value }: { value: number }) => ramp(value),
          inset: 0.5,
          ...(options.interactive === true
            ? {
                title: ({ weekday, hour, value }: { weekday: number; hour: number; value: number }) =>
                  `${weekdays[weekday] ?? ""} ${hour}:00 · ${formatValue(value, unit)}`,
              }
            : {}),
        },
      ),
      Plot.cell(
        cells.filter(({ value }) => value === null),
        { x: "hour", y: "weekday", stroke: colour.faint, fill: "none", inset: 1 },
      ),
    ],
  });
}
