import { dayNumber } from "../time/day.js";
import type { BinFilter } from "./cube.js";
import type { ExploreDimension, ExploreManifest } from "./manifest.js";
import { shownViews, type ExploreState } from "./state.js";

/** Hours of a week. */
export const hoursOfWeek = 168;

/** Where the time axis of a state starts and how many steps it has: days of the data, or hours of a week. */
export function timeAxis(
  { time }: ExploreManifest,
  week: string | null,
): { from: string; steps: number; hours: boolean } {
  return week === null
    ? { from: time.from, steps: time.rows.length, hours: false }
    : { from: week, steps: hoursOfWeek, hours: true };
}

/** Step of a moment on the axis: the day's place, or the hour's. */
export function stepOf(moment: string, axis: { from: string; hours: boolean }): number {
  const days = dayNumber(moment.slice(0, 10)) - dayNumber(axis.from);
  return axis.hours ? days * 24 + Number(moment.slice(11, 13)) : days;
}

/** Moment of a step, `YYYY-MM-DD` or `YYYY-MM-DDTHH`. */
export function momentOf(step: number, axis: { from: string; hours: boolean }): string {
  const day = new Date((dayNumber(axis.from) + (axis.hours ? Math.floor(step / 24) : step)) * 86_400_000);
  const text = day.toISOString().slice(0, 10);
  return axis.hours ? `${text}T${String(step % 24).padStart(2, "0")}` : text;
}

/** The dimensions that a state shows beside time. */
export function shownDimensions(manifest: ExploreManifest, swap: string | null): ExploreDimension[] {
  return shownViews(manifest, swap).flatMap(
    (name) => manifest.dimensions.find((dimension) => dimension.name === name) ?? [],
  );
}

/** The filter of each view, time first: null where nothing is brushed. */
export function filtersOf(manifest: ExploreManifest, state: ExploreState): BinFilter[] {
  const axis = timeAxis(manifest, state.week);
  return [
    state.time === null
      ? null
      : rangeFilter(axis.steps, stepOf(state.time.from, axis), stepOf(state.time.to, axis)),
    ...shownDimensions(manifest, state.swap).map(({ name, bins }) => {
      const chosen = new Set(state.values[name]);
      return chosen.size === 0 ? null : Uint8Array.from(bins, ({ value }) => (chosen.has(value) ? 1 : 0));
    }),
  ];
}

/** Passes the steps from the first to the last, both included. */
export function rangeFilter(size: number, first: number, last: number): Uint8Array {
  return new Uint8Array(size).fill(1, Math.max(0, first), Math.max(0, last + 1));
}
