import { baselineOf, expectedCount } from "./baseline.js";
import { type EntitySeries, neverNovel } from "./series.js";
import { lowerBound, upperBound } from "./tails.js";

/** What a day had, and what it would have had, were nothing new. */
export interface ExpectedDay {
  readonly day: number;
  readonly observed: number;
  /** null where there is no baseline yet. */
  readonly expected: number | null;
  /** Between these lie 95 % of such days. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * An entity's days beside their baselines.
 *
 * @param entity index of the entity
 * @param from, to indices of days, both included
 * @param dispersion φ, of which the bounds are made
 */
export function expectedSeries(
  { counts, days, activity, entities }: EntitySeries,
  entity: number,
  { from, to, dispersion }: { readonly from: number; readonly to: number; readonly dispersion: number },
): ExpectedDay[] {
  const kind = entities[entity]?.kind ?? "";
  const active = activity.get(kind) ?? new Float64Array(days);
  const own = counts.subarray(entity * days, (entity + 1) * days);
  const since = neverNovel.has(kind)
    ? Math.max(
        0,
        own.findIndex((count) => count > 0),
      )
    : 0;
  const sum = (values: ArrayLike<number>, first: number, last: number): number => {
    let total = 0;
    for (let at = first; at <= last; at++) total += values[at] ?? 0;
    return total;
  };
  return Array.from({ length: Math.max(0, to - Math.max(0, from) + 1) }, (_, index) => {
    const day = Math.max(0, from) + index;
    const observed = own[day] ?? 0;
    const past = baselineOf(day, since);
    if (past === null) return { day, observed, expected: null, low: null, high: null };
    const expected = expectedCount(counts, entity * days, active, day, past.from, {
      counted: sum(own, past.from, past.to),
      active: sum(active, past.from, past.to),
    });
    return expected === 0
      ? { day, observed, expected, low: 0, high: 0 }
      : {
          day,
          observed,
          expected,
          low: lowerBound(expected, dispersion, 0.025),
          high: upperBound(expected, dispersion, 0.025),
        };
  });
}
