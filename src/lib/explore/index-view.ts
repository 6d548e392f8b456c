import type { BinFilter, ExploreCube } from "./cube.js";

/**
 * What a brush in one view needs: for every bin of the active dimension, the rows in each bin of each other one, under
 * the filters of the others. A brush is then a sum of few rows of these tables, however many cells the cube has.
 */
export interface ViewIndex {
  /** Which dimension is brushed. */
  readonly active: number;
  /**
   * For each dimension p, bins of the active one × bins of p, row by row; empty for the active dimension itself. The filter
   * of p does not apply to its own table: a view shows what its own filter leaves out, too.
   */
  readonly tables: readonly Uint32Array[];
  /** Rows of each bin of the active dimension under the filters of all others. */
  readonly totals: Uint32Array;
}

/**
 * Counts the cube for a brush in one view: one pass over its cells.
 *
 * @param active the dimension that will be brushed; its own filter is not looked at
 * @param filters one a dimension
 */
export function indexView(cube: ExploreCube, active: number, filters: readonly BinFilter[]): ViewIndex {
  const others = filters.map((filter, dimension) => (dimension === active ? null : filter));
  return active === 0 ? indexTime(cube, others) : indexCategory(cube, active, others);
}

/** Bit of each dimension whose filter a combination fails. */
function failing(cube: ExploreCube, filters: readonly BinFilter[]): (combination: number) => number {
  const filtered = cube.combinations.flatMap((codes, at) => {
    const filter = filters[at + 1];
    return filter ? [{ codes, filter, bit: 1 << (at + 1) }] : [];
  });
  return (combination) => {
    let bits = 0;
    for (const { codes, filter, bit } of filtered)
      if (filter[codes[combination] as number] === 0) bits |= bit;
    return bits;
  };
}

/** The one dimension of a single bit; 0 where none is set, -1 where several are. */
function soleDimension(bits: number): number {
  if (bits === 0) return 0;
  return (bits & (bits - 1)) === 0 ? 31 - Math.clz32(bits) : -1;
}

function indexTime(cube: ExploreCube, filters: readonly BinFilter[]): ViewIndex {
  const { sizes, combinations, offsets, times, counts } = cube;
  const steps = sizes[0] as number;
  // Bins of the passive dimension × time while filling: the cells of a combination then fall into one short row.
  const byBin = sizes.map((size, p) => new Uint32Array(p === 0 ? 0 : size * steps));
  const totals = new Uint32Array(steps);
  const fails = failing(cube, filters);
  const dimensions = sizes.length;
  for (let k = 0; k < offsets.length - 1; k += 1) {
    const sole = soleDimension(fails(k));
    if (sole === -1) continue;
    const [start, end] = [offsets[k] as number, offsets[k + 1] as number];
    if (sole === 0)
      for (let i = start; i < end; i += 1) {
        const time = times[i] as number;
        totals[time] = (totals[time] as number) + (counts[i] as number);
      }
    for (let p = 1; p < dimensions; p += 1) {
      if (sole !== 0 && sole !== p) continue;
      const table = byBin[p] as Uint32Array;
      const row = ((combinations[p - 1] as Uint8Array)[k] as number) * steps;
      for (let i = start; i < end; i += 1) {
        const at = row + (times[i] as number);
        table[at] = (table[at] as number) + (counts[i] as number);
      }
    }
  }
  return {
    active: 0,
    totals,
    tables: byBin.map((table, p) => (p === 0 ? table : transpose(table, sizes[p] as number, steps))),
  };
}

function indexCategory(cube: ExploreCube, active: number, filters: readonly BinFilter[]): ViewIndex {
  const { sizes, combinations, offsets, times, counts } = cube;
  const [steps, size] = [sizes[0] as number, sizes[active] as number];
  const tables = sizes.map((bins, p) => new Uint32Array(p === active ? 0 : size * bins));
  const totals = new Uint32Array(size);
  const fails = failing(cube, filters);
  const during = filters[0] ?? null;
  const overTime = tables[0] as Uint32Array;
  const activeCodes = combinations[active - 1] as Uint8Array;
  const dimensions = sizes.length;
  for (let k = 0; k < offsets.length - 1; k += 1) {
    const sole = soleDimension(fails(k));
    if (sole === -1) continue;
    const [start, end] = [offsets[k] as number, offsets[k + 1] as number];
    const bin = activeCodes[k] as number;
    let inTime = 0;
    if (during === null) for (let i = start; i < end; i += 1) inTime += counts[i] as number;
    else
      for (let i = start; i < end; i += 1)
        inTime += (during[times[i] as number] as number) * (counts[i] as number);
    if (sole === 0) {
      const row = bin * steps;
      for (let i = start; i < end; i += 1) {
        const at = row + (times[i] as number);
        overTime[at] = (overTime[at] as number) + (counts[i] as number);
      }
      totals[bin] = (totals[bin] as number) + inTime;
    }
    for (let p = 1; p < dimensions; p += 1) {
      if (p === active || (sole !== 0 && sole !== p)) continue;
      const table = tables[p] as Uint32Array;
      const at = bin * (sizes[p] as number) + ((combinations[p - 1] as Uint8Array)[k] as number);
      table[at] = (table[at] as number) + inTime;
    }
  }
  return { active, totals, tables };
}

function transpose(table: Uint32Array, rows: number, columns: number): Uint32Array {
  const turned = new Uint32Array(table.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      turned[column * rows + row] = table[row * columns + column] as number;
  return turned;
}
