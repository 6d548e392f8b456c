/** One dimension of a cube: the value of row i is `values[codes[i]]`. */
export interface Dimension {
  readonly values: readonly string[];
  readonly codes: readonly number[];
}

/**
 * A small table of pre-aggregated counts, column by column, as an artifact carries it.
 * `day` dimensions hold `YYYY-MM-DD`; a measure's null is unknown, never zero.
 */
export interface Cube {
  readonly name: string;
  readonly rows: number;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly measures: Readonly<Record<string, readonly (number | null)[]>>;
}
