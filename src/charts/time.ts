import type { Point } from "../lib/view/page-view.js";

/** A point with its time as a date in UTC, as scales want it. */
export interface DatedPoint extends Point {
  readonly date: Date;
}

/** Start of a period, `YYYY-MM-DD`, `YYYY-MM-DDTHH:00` or `2022Q4`, as a date in UTC. */
export function toDate(period: string): Date {
  const [, year, quarter] = /^(\d{4})-?Q([1-4])$/.exec(period) ?? [];
  if (year !== undefined && quarter !== undefined)
    return new Date(Date.UTC(Number(year), (Number(quarter) - 1) * 3));
  return new Date(period.length === 10 ? `${period}T00:00Z` : `${period}Z`);
}

/** Points in order of time. */
export function dated(points: readonly Point[]): DatedPoint[] {
  return points
    .map((point) => Object.assign({ date: toDate(point.x) }, point))
    .sort((a, b) => a.date.getTime() - b.date.getTime());
}

/**
 * A series in two parts: what is settled, and the provisional rest, which begins with the last settled point so that
 * the two lines meet.
 */
export function splitProvisional(points: readonly DatedPoint[]): {
  settled: DatedPoint[];
  provisional: DatedPoint[];
} {
  const first = points.findIndex(({ provisional }) => provisional === true);
  if (first < 0) return { settled: [...points], provisional: [] };
  return { settled: points.slice(0, first), provisional: points.slice(Math.max(0, first - 1)) };
}
