import { momentOf } from "../../lib/explore/filters.js";
import { formatDay } from "../../lib/format/index.js";
import type { Shown } from "./view.js";

/** A time axis: days of the data, or the hours of a week. */
export interface TimeAxis {
  readonly from: string;
  readonly steps: number;
  readonly hours: boolean;
}

/** First and last bin of a contiguous selection; the whole axis where nothing is brushed. */
export function endsOf(selection: Shown["selection"], steps: number): [number, number] {
  if (selection === null) return [0, steps - 1];
  return [Math.max(0, selection.indexOf(1)), Math.max(0, selection.lastIndexOf(1))];
}

/** A step in words: a day, or a day and hour. */
export function momentText(step: number, axis: TimeAxis): string {
  const moment = momentOf(step, axis);
  return axis.hours ? `${formatDay(moment)}, ${moment.slice(11)}:00 UTC` : formatDay(moment);
}

/** The value, or the end of the range that it is beyond. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
