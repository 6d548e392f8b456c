import { type Cells, by, sumOf, within } from "../cells.js";
import type { DayRange } from "../periods.js";

/** What one segment added to a change, or took from it. */
export interface Contribution {
  readonly segment: string;
  readonly now: number;
  readonly before: number;
  readonly change: number;
}

/**
 * The change of a count between two ranges as a sum over the segments of one dimension, largest first. Segments
 * beyond `limit` are summed as one, named by the empty string's place: `rest`.
 */
export function contributionsOf(
  cells: Cells,
  measure: string,
  dimension: string,
  ranges: { now: DayRange; before: DayRange },
  limit = 9,
): { contributions: Contribution[]; rest: Contribution | null } {
  const now = by(within(cells, ranges.now), dimension);
  const before = by(within(cells, ranges.before), dimension);
  const all = [...new Set([...now.keys(), ...before.keys()])]
    .map((segment) => {
      const [after, prior] = [now.get(segment), before.get(segment)].map((part) =>
        part ? (sumOf(part, measure) ?? 0) : 0,
      ) as [number, number];
      return { segment, now: after, before: prior, change: after - prior };
    })
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.segment < b.segment ? -1 : 1));
  const others = all.slice(limit);
  if (others.length < 2) return { contributions: all, rest: null };
  return {
    contributions: all.slice(0, limit),
    rest: others.reduce(
      (sum, { now: after, before: prior, change }) => ({
        segment: `${others.length} others`,
        now: sum.now + after,
        before: sum.before + prior,
        change: sum.change + change,
      }),
      { segment: "", now: 0, before: 0, change: 0 },
    ),
  };
}
