import { accountsOf, isReviewed, weightedShare } from "./cells.js";
import type { Cell } from "./kinds.js";
import type { Segment } from "./report.js";

/** Segments of the accounts hit in which some were reviewed, those with the largest share of wrong ones first. */
export function segmentsOf(hit: readonly Cell[]): Segment[] {
  return (["country", "lang", "age"] as const)
    .flatMap((dimension) => {
      const byValue = new Map<string, Cell[]>();
      for (const cell of hit) {
        const value = cell.segment?.[dimension] ?? "";
        const cells = byValue.get(value);
        if (cells === undefined) byValue.set(value, [cell]);
        else cells.push(cell);
      }
      return [...byValue].flatMap(([value, cells]) => segment(dimension, value, cells));
    })
    .sort(worstFirst);
}

function segment(dimension: Segment["dimension"], value: string, cells: readonly Cell[]): Segment[] {
  const reviewed = cells.filter(isReviewed);
  if (reviewed.length === 0) return [];
  const wrong = reviewed.filter(({ positive }) => !positive);
  return [
    {
      dimension,
      value,
      accounts: accountsOf(cells),
      reviewed: accountsOf(reviewed),
      wrong: accountsOf(wrong),
      share: weightedShare(reviewed, wrong),
    },
  ];
}

/** By the lower end of the share of wrong hits, so that two of two do not lead. */
function worstFirst(a: Segment, b: Segment): number {
  return (
    (b.share.low ?? 0) - (a.share.low ?? 0) ||
    b.reviewed - a.reviewed ||
    (a.dimension + a.value < b.dimension + b.value ? -1 : 1)
  );
}
