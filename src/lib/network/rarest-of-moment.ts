import { mixed } from "./pair-numbers.js";

interface Rows {
  readonly pair: Int32Array;
  readonly object: Int32Array;
  readonly at: Int32Array;
}

/**
 * Of the rows in which a pair coincides at the same second, only that of the least popular object: a URL, its domain and the text around
 * it are one act. Ties go to the object of the lower number. The order of the rows stays.
 *
 * @param popularity of each object
 */
export function rarestOfMoment({ pair, object, at }: Rows, popularity: Int32Array): Rows {
  let size = 1024;
  while (size < pair.length * 2) size *= 2;
  const table = new Int32Array(size).fill(-1);
  const keep = new Uint8Array(pair.length);
  let kept = 0;
  for (let row = 0; row < pair.length; row++) {
    let slot = mixed(pair[row] ?? 0, at[row] ?? 0) & (size - 1);
    for (;;) {
      const other = table[slot] ?? -1;
      if (other < 0) {
        table[slot] = row;
        keep[row] = 1;
        kept++;
        break;
      }
      if (pair[other] === pair[row] && at[other] === at[row]) {
        if ((popularity[object[row] ?? 0] ?? 0) < (popularity[object[other] ?? 0] ?? 0)) {
          table[slot] = row;
          keep[other] = 0;
          keep[row] = 1;
        }
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  const picked: Rows = { pair: new Int32Array(kept), object: new Int32Array(kept), at: new Int32Array(kept) };
  let into = 0;
  for (let row = 0; row < pair.length; row++) {
    if (keep[row] !== 1) continue;
    picked.pair[into] = pair[row] ?? 0;
    picked.object[into] = object[row] ?? 0;
    picked.at[into++] = at[row] ?? 0;
  }
  return picked;
}
