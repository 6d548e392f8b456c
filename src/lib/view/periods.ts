import { addDays, daysBetween, weekdayOf } from "../time/index.js";
import type { Grain, Slice } from "../slice/slice.js";

/** Whole days, `YYYY-MM-DD`, both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** One step of a time axis. */
export interface Period extends DayRange {
  /** Some of its days lie outside the range asked for or outside the data: its sums are not comparable. */
  readonly partial: boolean;
}

/** Number of days in a range; 0 where it ends before it starts. */
export function lengthOf({ from, to }: DayRange): number {
  return Math.max(0, daysBetween(from, to) + 1);
}

/** First day of the period that a day lies in; weeks begin on Monday. */
export function startOf(day: string, grain: Exclude<Grain, "hour">): string {
  if (grain === "month") return `${day.slice(0, 8)}01`;
  return grain === "week" ? addDays(day, -weekdayOf(day)) : day;
}

function nextStart(start: string, grain: Exclude<Grain, "hour">): string {
  if (grain === "month") return startOf(addDays(start, 31), "month");
  return addDays(start, grain === "week" ? 7 : 1);
}

/** The days that two ranges share, or null. */
export function overlap(a: DayRange, b: DayRange): DayRange | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : null;
}

/** The periods of a grain that touch a range, cut to it and to the data. Hours are counted by day here. */
export function periodsOf(range: DayRange, grain: Grain, data: DayRange): Period[] {
  const within = overlap(range, data);
  if (!within) return [];
  const step = grain === "hour" ? "day" : grain;
  const periods: Period[] = [];
  for (let start = startOf(within.from, step); start <= within.to; start = nextStart(start, step)) {
    const end = addDays(nextStart(start, step), -1);
    const from = start > within.from ? start : within.from;
    const to = end < within.to ? end : within.to;
    periods.push({ from, to, partial: from !== start || to !== end });
  }
  return periods;
}

/**
 * The periods that a chart shows: a first one that the range cuts is left out, since it would look like a rise; a last one
 * that it cuts is shown as provisional. Where little else is left, all are shown.
 */
export function chartPeriods(range: DayRange, grain: Grain, data: DayRange): Period[] {
  const periods = periodsOf(range, grain, data);
  return periods[0]?.partial && periods.length > 3 ? periods.slice(1) : periods;
}

/**
 * The periods that a chart of counts shows: one that is not over would look like a fall, so that the last is left out, too.
 * Where little else is left, all are shown, the last as provisional.
 */
export function wholePeriods(range: DayRange, grain: Grain, data: DayRange): Period[] {
  const periods = chartPeriods(range, grain, data);
  return periods.at(-1)?.partial && periods.length > 3 ? periods.slice(0, -1) : periods;
}

/** The same stretches of days in the range compared with. */
export function shiftedPeriods(periods: readonly Period[], range: DayRange, before: DayRange): Period[] {
  const shift = daysBetween(range.from, before.from);
  return periods.map((period) => ({
    ...period,
    from: addDays(period.from, shift),
    to: addDays(period.to, shift),
  }));
}

/** The period that the slice is compared with, or null where there is none or the data do not reach back to it. */
export function comparisonOf(slice: Slice, data: DayRange): DayRange | null {
  if (slice.vs === "none") return null;
  const range =
    slice.vs === "previous"
      ? { from: addDays(slice.from, -lengthOf(slice)), to: addDays(slice.from, -1) }
      : { from: yearEarlier(slice.from), to: yearEarlier(slice.to) };
  return range.from >= data.from && range.to <= data.to ? range : null;
}

function yearEarlier(day: string): string {
  const year = Number(day.slice(0, 4)) - 1;
  const same = `${String(year).padStart(4, "0")}${day.slice(4)}`;
  return same.endsWith("02-29") ? `${same.slice(0, 8)}28` : same;
}
