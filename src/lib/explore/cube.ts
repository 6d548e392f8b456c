/** Codes of a dimension's bins, one each row. */
export type Codes = Uint8Array | Uint16Array;

/** Counts of rows, as narrow as the largest needs. */
export type Counts = Uint8Array | Uint16Array | Uint32Array;

/**
 * Rows counted by time and up to four other dimensions, in typed arrays. Rows that agree in all but time are a
 * *combination*: its codes stand once, and its cells, in order of time, are `offsets[k]` to `offsets[k + 1]`. So what depends
 * on the other dimensions alone, a filter or a place in a chart, is looked up once a combination and not once a cell.
 *
 * After Falcon (Moritz, Howe and Heer 2019, CHI '19), with cells run-length coded by combination.
 */
export interface ExploreCube {
  /** Number of bins of each dimension; the first is time. */
  readonly sizes: readonly number[];
  /** For each dimension but time, the code of each combination; combinations ascend. */
  readonly combinations: readonly Codes[];
  /** Where each combination's cells begin; one more than there are combinations. */
  readonly offsets: Uint32Array;
  /** Time code of each cell, ascending within a combination. */
  readonly times: Uint16Array;
  /** Rows of each cell, at least 1. */
  readonly counts: Counts;
  readonly labels: LabelRows;
}

/** Reviewed rows, those that agree in all dimensions and in their weight together: few, so a pass over all of them is cheap. */
export interface LabelRows {
  /** For each dimension, time first, the code of each row. */
  readonly codes: readonly Codes[];
  /** 1 ÷ chance of being drawn for review. */
  readonly weights: Float64Array;
  /** Reviewed with a label other than uncertain, and true positives among them. */
  readonly reviewed: Counts;
  readonly truePositives: Counts;
}

/** Which bins of a dimension pass: 1 at each that does; null where all do. */
export type BinFilter = Uint8Array | null;

/** How many bins of a dimension a code array must be able to hold. */
export function codesFor(size: number, length: number): Codes {
  return size <= 256 ? new Uint8Array(length) : new Uint16Array(length);
}

/** An array wide enough for counts up to the largest. */
export function countsFor(largest: number, length: number): Counts {
  if (largest < 256) return new Uint8Array(length);
  return largest < 65_536 ? new Uint16Array(length) : new Uint32Array(length);
}
