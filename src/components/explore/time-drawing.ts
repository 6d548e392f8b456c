import { utcFormat, utcTicks } from "npm:d3";
import { formatAxis } from "../../lib/format/index.js";
import { dayNumber } from "../../lib/time/index.js";
import { endsOf, type TimeAxis } from "./time-axis.js";
import type { Palette, Shown } from "./view.js";

/** Height of the drawing in CSS pixels, and what axes take of it. */
export const height = 168;
export const margin = { left: 44, right: 10, top: 10, bottom: 24 };

/** Where the steps of a time axis stand. */
export interface Geometry {
  readonly axis: TimeAxis;
  readonly view: readonly [number, number];
  readonly x: (step: number) => number;
  readonly stepWidth: number;
  readonly width: number;
}

/** Draws rows over time: all of them in grey, those that pass in front, and the ends of the brush. */
export function drawTime(
  pen: CanvasRenderingContext2D,
  { axis, view, x, stepWidth, width }: Geometry,
  { counts, all, ghostScale, selection }: Shown,
  palette: Palette,
): void {
  const [first, last] = view;
  let most = 1;
  for (let step = first; step <= last; step += 1)
    most = Math.max(most, (all[step] ?? 0) * ghostScale, ghostScale === 1 ? 0 : (counts[step] ?? 0));
  const base = height - margin.bottom;
  const scale = (base - margin.top) / most;
  const gap = stepWidth > 3 ? 1 : 0;
  pen.clearRect(0, 0, width, height);
  drawAxes(pen, { axis, view, x, stepWidth, width }, most, scale, palette);
  pen.fillStyle = palette.ghost;
  for (let step = first; step <= last; step += 1) {
    const tall = (all[step] ?? 0) * ghostScale * scale;
    pen.fillRect(Math.round(x(step)), base - tall, barWidth(x, step, gap), tall);
  }
  for (let step = first; step <= last; step += 1) {
    const tall = (counts[step] ?? 0) * scale;
    pen.fillStyle = selection === null || selection[step] === 1 ? palette.accent : palette.faded;
    pen.fillRect(Math.round(x(step)), base - tall, barWidth(x, step, gap), tall);
  }
  if (selection === null) return;
  const [from, to] = endsOf(selection, axis.steps);
  pen.strokeStyle = palette.text;
  pen.lineWidth = 1;
  for (const edge of [from, to + 1]) {
    if (edge < first || edge > last + 1) continue;
    pen.beginPath();
    pen.moveTo(Math.round(x(edge)) + 0.5, margin.top);
    pen.lineTo(Math.round(x(edge)) + 0.5, base);
    pen.stroke();
  }
}

/** Whole pixels, so that bars neither overlap nor leave stripes. */
function barWidth(x: Geometry["x"], step: number, gap: number): number {
  return Math.max(1, Math.round(x(step + 1)) - Math.round(x(step)) - gap);
}

const dayTick = utcFormat("%-d %b");
const monthTick = utcFormat("%b %Y");

function drawAxes(
  pen: CanvasRenderingContext2D,
  { axis, view, x, stepWidth, width }: Geometry,
  most: number,
  scale: number,
  palette: Palette,
): void {
  const base = height - margin.bottom;
  const length = axis.hours ? 3_600_000 : 86_400_000;
  const origin = dayNumber(axis.from) * 86_400_000;
  const [from, to] = [origin + view[0] * length, origin + (view[1] + 1) * length];
  const ticks = utcTicks(new Date(from), new Date(to), Math.max(2, Math.floor(width / 110)));
  pen.font = `11px ${palette.font}`;
  pen.fillStyle = palette.muted;
  pen.strokeStyle = palette.line;
  pen.lineWidth = 1;
  pen.textBaseline = "top";
  pen.textAlign = "left";
  for (const tick of ticks) {
    const at = x(view[0] + (tick.getTime() - from) / length);
    if (at > width - 30) continue;
    pen.fillRect(Math.round(at), base, 1, 4);
    pen.fillText(tickText(tick, ticks, axis.hours), at + 3, base + 5);
  }
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  const step = niceStep(most / 3);
  for (let value = 0; value <= most; value += step) {
    const y = Math.round(base - value * scale) + 0.5;
    pen.beginPath();
    pen.moveTo(margin.left, y);
    pen.lineTo(x(view[1]) + stepWidth, y);
    pen.stroke();
    pen.fillText(formatAxis(value), margin.left - 6, y);
  }
  pen.textAlign = "left";
}

function tickText(tick: Date, ticks: readonly Date[], hours: boolean): string {
  if (hours)
    return tick.getUTCHours() === 0 ? dayTick(tick) : `${String(tick.getUTCHours()).padStart(2, "0")}:00`;
  return ticks.every((one) => one.getUTCDate() === 1) ? monthTick(tick) : dayTick(tick);
}

/** The round number, 1, 2 or 5 times a power of ten, at or above a value. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}
