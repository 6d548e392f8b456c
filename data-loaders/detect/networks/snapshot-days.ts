/** Days that a snapshot looks back on, itself included. */
export const windowDays = 28;

/** Weeks that a snapshot looks back on. */
export const windowWeeks = windowDays / 7;

/** Day 3 of 1970 was its first Sunday, the end of week 0. */
const firstSunday = 3;

/** The week that a day lies in, Monday to Sunday. */
export function weekOf(day: number): number {
  return Math.ceil((day - firstSunday) / 7);
}

/** The Sunday that ends a week. */
export function sundayOf(week: number): number {
  return week * 7 + firstSunday;
}

/**
 * Weeks to take a snapshot at the end of: those whose 28 days hold anything, and the one after, in which what was there is gone. They are the
 * same whatever day the data end on; only the last may end after the data.
 *
 * @param active weeks in which something happened
 * @param last week of the data
 */
export function snapshotWeeks(active: Iterable<number>, last: number): number[] {
  const weeks = new Set<number>();
  for (const week of new Set(active))
    for (let later = week; later <= week + windowWeeks && later <= last; later++) weeks.add(later);
  return [...weeks].sort((a, b) => a - b);
}

/** `YYYY-MM-DD` of a day since 1970. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
