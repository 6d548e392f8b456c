import type { Cube } from "../cube/cube.js";
import type { DayRange, Period } from "./periods.js";

/** Some of the rows of a cube. A cell that a cube does not hold counts zero; a measure's null is unknown. */
export interface Cells {
  readonly cube: Cube;
  readonly rows: readonly number[];
}

/** All rows of a cube. */
export function cellsOf(cube: Cube): Cells {
  return { cube, rows: Array.from({ length: cube.rows }, (_, row) => row) };
}

/** The rows whose value in a dimension satisfies a condition; all of them where the cube lacks the dimension. */
export function where(cells: Cells, dimension: string, accepts: (value: string) => boolean): Cells {
  const column = cells.cube.dimensions[dimension];
  if (!column) return cells;
  const accepted = column.values.map(accepts);
  return {
    cube: cells.cube,
    rows: cells.rows.filter((row) => accepted[column.codes[row] ?? -1] === true),
  };
}

/** The rows of a range of days. */
export function within(cells: Cells, { from, to }: DayRange, dimension = "day"): Cells {
  return where(cells, dimension, (day) => day >= from && day <= to);
}

/**
 * The sum of a measure: 0 over no rows, null where the cube has no such measure or all the values asked for are unknown.
 */
export function sumOf(cells: Cells, measure: string): number | null {
  const column = cells.cube.measures[measure];
  if (!column) return null;
  let sum = 0;
  let known = cells.rows.length === 0 && (column.length === 0 || column.some((value) => value !== null));
  for (const row of cells.rows) {
    const value = column[row];
    if (value === null || value === undefined) continue;
    sum += value;
    known = true;
  }
  return known ? sum : null;
}

/** The rows by their value in a dimension, in the order of the dimension's values; values without rows are left out. */
export function by(cells: Cells, dimension: string): Map<string, Cells> {
  const column = cells.cube.dimensions[dimension];
  if (!column) return new Map();
  const rows: number[][] = column.values.map(() => []);
  for (const row of cells.rows) rows[column.codes[row] ?? -1]?.push(row);
  return new Map(
    column.values
      .map((value, code): [string, Cells] => [value, { cube: cells.cube, rows: rows[code] ?? [] }])
      .filter(([, part]) => part.rows.length > 0),
  );
}

/** The rows of each period, in order; a period without rows has none. */
export function byPeriod(cells: Cells, periods: readonly Period[], dimension = "day"): Cells[] {
  const column = cells.cube.dimensions[dimension];
  const rows: number[][] = periods.map(() => []);
  if (column) {
    const place = column.values.map((day) => periods.findIndex(({ from, to }) => day >= from && day <= to));
    for (const row of cells.rows) rows[place[column.codes[row] ?? -1] ?? -1]?.push(row);
  }
  return rows.map((part) => ({ cube: cells.cube, rows: part }));
}
