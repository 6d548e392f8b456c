/**
 * Least number of insertions, deletions, replacements and swaps of neighbours that turn one text into another (Damerau 1964,
 * "A technique for computer detection and correction of spelling errors"), by UTF-16 unit. Unrestricted: what was swapped may be
 * changed again, as Lowrance and Wagner (1975) compute it, so that it is a metric.
 */
export function editDistance(a: string, b: string): number {
  const width = b.length + 2;
  const most = a.length + b.length;
  const cost = new Int32Array((a.length + 2) * width).fill(most);
  for (let i = 0; i <= a.length; i++) cost[(i + 1) * width + 1] = i;
  for (let j = 0; j <= b.length; j++) cost[width + j + 1] = j;
  const lastRow = new Map<string, number>();
  for (let i = 1; i <= a.length; i++) {
    let lastColumn = 0;
    for (let j = 1; j <= b.length; j++) {
      const row = lastRow.get(b.charAt(j - 1)) ?? 0;
      const column = lastColumn;
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      if (same) lastColumn = j;
      const at = (i + 1) * width + j + 1;
      cost[at] = Math.min(
        (cost[at - width - 1] ?? most) + (same ? 0 : 1),
        (cost[at - 1] ?? most) + 1,
        (cost[at - width] ?? most) + 1,
        (cost[row * width + column] ?? most) + (i - row - 1) + 1 + (j - column - 1),
      );
    }
    lastRow.set(a.charAt(i - 1), i);
  }
  return cost[(a.length + 1) * width + b.length + 1] ?? most;
}
