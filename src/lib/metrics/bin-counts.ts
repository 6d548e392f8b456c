import type { SumRow } from "./definition.js";

/**
 * A column of counts by the number in column `bin`.
 *
 * @throws when a bin is not a number
 */
export function binCounts(rows: readonly SumRow[], column: string): Map<number, number> {
  const bins = new Map<number, number>();
  for (const row of rows) {
    const bin = Number(row["bin"] ?? Number.NaN);
    if (!Number.isInteger(bin))
      throw new TypeError(`column "bin" must hold a whole number, holds ${String(row["bin"])}`);
    bins.set(bin, (bins.get(bin) ?? 0) + Number(row[column] ?? 0));
  }
  return bins;
}
