import type { SumRow } from "./definition.js";

/**
 * The sum of a column over rows: 0 over no rows; null where the column is unknown in all of them.
 *
 * @throws when a row lacks the column or holds text in it
 */
export function sum(rows: readonly SumRow[], column: string): number | null {
  let total = 0;
  let known = rows.length === 0;
  for (const row of rows) {
    const value = row[column];
    if (value === undefined)
      throw new Error(`a row has no column "${column}": it has ${Object.keys(row).join(", ")}`);
    if (typeof value === "string")
      throw new TypeError(`column "${column}" must hold numbers, holds "${value}"`);
    if (value === null) continue;
    total += value;
    known = true;
  }
  return known ? total : null;
}

/** Rows by the text of some of their columns, in the order in which they first come. */
export function groupRows(rows: readonly SumRow[], columns: readonly string[]): SumRow[][] {
  const groups = new Map<string, SumRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => row[column] ?? null));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
