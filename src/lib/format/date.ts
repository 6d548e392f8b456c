import { isDay } from "../time/day.js";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as 3 Dec 2015; a text that is no day, and null, as "unknown". */
export function formatDay(day: string | null | undefined): string {
  if (day === null || day === undefined || !isDay(day.slice(0, 10))) return "unknown";
  return `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** Both days of a range: 3 Dec 2025 – 1 Mar 2026; one day where they are the same. */
export function formatDayRange(from: string, to: string): string {
  return from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
}

/** A moment of `YYYY-MM-DD HH:MM[:SS…]` or ISO 8601, in UTC: 3 Dec 2015, 14:05 (UTC). */
export function formatMoment(moment: string | null | undefined): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(moment ?? "") ?? [];
  return day === undefined ? "unknown" : `${formatDay(day)}, ${time} (UTC)`;
}
