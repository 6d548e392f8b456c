import { shingleHashes } from "./shingles.js";

/**
 * Jaccard similarity of two texts' sets of shingles, each of them a 32-bit hash: what both have ÷ what either has.
 *
 * @param a, b normal forms that are not empty
 */
export function jaccard(a: string, b: string): number {
  return sharedShare(sortedShingles(a), sortedShingles(b));
}

function sortedShingles(form: string): Int32Array {
  const { hashes, count } = shingleHashes(form, new Int32Array(form.length));
  return hashes.subarray(0, count).sort();
}

/** What two sorted arrays share ÷ what either has; what repeats counts once. */
function sharedShare(a: Int32Array, b: Int32Array): number {
  let [atA, atB, shared, all] = [0, 0, 0, 0];
  while (atA < a.length || atB < b.length) {
    const [left, right] = [a[atA], b[atB]];
    const next = left === undefined ? right : right === undefined || left < right ? left : right;
    const [inA, inB] = [left === next, right === next];
    while (atA < a.length && a[atA] === next) atA++;
    while (atB < b.length && b[atB] === next) atB++;
    all += 1;
    if (inA && inB) shared += 1;
  }
  return shared / all;
}
