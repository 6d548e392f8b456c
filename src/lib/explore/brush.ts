import type { BinFilter, ExploreCube } from "./cube.js";
import type { ViewIndex } from "./index-view.js";

/** What all views show under the filters: rows by bin of each dimension, and rows in all. */
export interface ViewCounts {
  /** For each dimension, rows of each bin under the filters of the other dimensions. */
  readonly bins: readonly Uint32Array[];
  /** Rows that pass every filter. */
  readonly total: number;
}

/**
 * The counts of every view for a selection in the active one, from its index.
 *
 * @param selection bins of the active dimension that are brushed; null for all of them
 */
export function brush(index: ViewIndex, sizes: readonly number[], selection: BinFilter): ViewCounts {
  let total = 0;
  for (const [bin, rows] of index.totals.entries())
    if (selection === null || selection[bin] === 1) total += rows;
  return {
    total,
    bins: sizes.map((size, p) => {
      if (p === index.active) return index.totals;
      const counts = new Uint32Array(size);
      const table = index.tables[p] as Uint32Array;
      for (let bin = 0; bin < index.totals.length; bin += 1) {
        if (selection !== null && selection[bin] !== 1) continue;
        const row = bin * size;
        for (let at = 0; at < size; at += 1)
          counts[at] = (counts[at] as number) + (table[row + at] as number);
      }
      return counts;
    }),
  };
}

/** The same counts, cell by cell and without an index: slow, and what the indexed ones must equal. */
export function countCells(cube: ExploreCube, filters: readonly BinFilter[]): ViewCounts {
  const { sizes, combinations, offsets, times, counts } = cube;
  const bins = sizes.map((size) => new Uint32Array(size));
  let total = 0;
  const codes = sizes.map(() => 0);
  for (let k = 0; k < offsets.length - 1; k += 1) {
    for (const [at, column] of combinations.entries()) codes[at + 1] = column[k] ?? 0;
    for (let i = offsets[k] ?? 0; i < (offsets[k + 1] ?? 0); i += 1) {
      codes[0] = times[i] ?? 0;
      const rows = counts[i] ?? 0;
      const failed = filters
        .map((filter, p) => (filter?.[codes[p] ?? 0] === 0 ? p : -1))
        .filter((p) => p >= 0);
      if (failed.length === 0) total += rows;
      for (const [p, table] of bins.entries())
        if (failed.every((other) => other === p)) table[codes[p] ?? 0] = (table[codes[p] ?? 0] ?? 0) + rows;
    }
  }
  return { bins, total };
}
