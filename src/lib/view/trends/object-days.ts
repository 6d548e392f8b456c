import type { Cube } from "../../cube/cube.js";
import { addDays, daysBetween } from "../../time/index.js";
import type { DayRange } from "../periods.js";

/** One object (a hashtag, a domain) on one day. */
export interface ObjectDay {
  readonly kind: string;
  readonly object: string;
  readonly day: string;
  readonly events: number;
  readonly accounts: number;
  /** Mean daily events over the 28 days before, or those of them that the data hold; null with fewer than three. */
  readonly usual: number | null;
}

/** One object over two ranges. */
export interface ObjectChange {
  readonly kind: string;
  readonly object: string;
  readonly now: number;
  readonly before: number;
  /** Its largest day in the range, with the distinct accounts of that day. */
  readonly peak: ObjectDay;
}

const usualDays = 28;
const leastUsualDays = 3;

/** Every day of every object of a cube with dimensions day, kind, object and measures events, accounts; by object, in order of time. */
export function objectDays(cube: Cube): ObjectDay[][] {
  const { day, kind, object } = cube.dimensions;
  const { events, accounts } = cube.measures;
  if (!day || !kind || !object || !events || !accounts) return [];
  const objects = new Map<string, ObjectDay[]>();
  for (let row = 0; row < cube.rows; row++) {
    const entry = {
      kind: kind.values[kind.codes[row] ?? -1] ?? "",
      object: object.values[object.codes[row] ?? -1] ?? "",
      day: day.values[day.codes[row] ?? -1] ?? "",
      events: events[row] ?? 0,
      accounts: accounts[row] ?? 0,
      usual: null,
    };
    const key = `${entry.kind}\n${entry.object}`;
    const days = objects.get(key);
    if (days) days.push(entry);
    else objects.set(key, [entry]);
  }
  const first = day.values[0] ?? "";
  return [...objects.values()].map((days) =>
    withUsual(
      days.sort((a, b) => (a.day < b.day ? -1 : 1)),
      first,
    ),
  );
}

function withUsual(days: readonly ObjectDay[], dataFrom: string): ObjectDay[] {
  let start = 0;
  let sum = 0;
  return days.map((entry, index) => {
    const first = addDays(entry.day, -usualDays);
    while (start < index && (days[start]?.day ?? "") < first) sum -= days[start++]?.events ?? 0;
    const known = Math.min(usualDays, daysBetween(dataFrom, entry.day));
    const usual = known >= leastUsualDays ? sum / known : null;
    sum += entry.events;
    return { ...entry, usual };
  });
}

/**
 * The days that stand out most from an object's own past: at least five times its usual, ranked by events beyond
 * the usual; one day an object.
 */
export function bursts(objects: readonly (readonly ObjectDay[])[], limit: number): ObjectDay[] {
  return objects
    .map((days) =>
      days
        .filter(({ events, usual }) => usual !== null && events >= 5 * usual)
        .reduce<ObjectDay | null>(
          (best, entry) => (best && excess(best) >= excess(entry) ? best : entry),
          null,
        ),
    )
    .filter((entry): entry is ObjectDay => entry !== null)
    .sort((a, b) => excess(b) - excess(a) || (a.object < b.object ? -1 : 1))
    .slice(0, limit);
}

function excess({ events, usual }: ObjectDay): number {
  return events - (usual ?? events);
}

/** The objects whose events grew most from one range to another. */
export function risers(
  objects: readonly (readonly ObjectDay[])[],
  kind: string,
  ranges: { now: DayRange; before: DayRange | null },
  limit: number,
): ObjectChange[] {
  return objects
    .filter((days) => days[0]?.kind === kind)
    .map((days): ObjectChange | null => {
      const inside = days.filter(({ day }) => day >= ranges.now.from && day <= ranges.now.to);
      const peak = inside.reduce<ObjectDay | null>(
        (best, entry) => (best && best.events >= entry.events ? best : entry),
        null,
      );
      if (!peak) return null;
      const { before } = ranges;
      return {
        kind,
        object: peak.object,
        now: total(inside),
        before: before ? total(days.filter(({ day }) => day >= before.from && day <= before.to)) : 0,
        peak,
      };
    })
    .filter((entry): entry is ObjectChange => entry !== null && entry.now > entry.before)
    .sort((a, b) => b.now - b.before - (a.now - a.before) || (a.object < b.object ? -1 : 1))
    .slice(0, limit);
}

function total(days: readonly ObjectDay[]): number {
  return days.reduce((sum, { events }) => sum + events, 0);
}
