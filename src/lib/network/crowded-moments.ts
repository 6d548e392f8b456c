import type { Shares } from "./shares.js";

/** Shares that are left out so that the pairs of the rest stay bounded. */
export interface Crowded {
  /** 1 for a share that is left out. */
  readonly left: Uint8Array;
  readonly shares: number;
  readonly objects: number;
}

/**
 * Leaves out whole moments (a window's length of an object), the most crowded first, until the pairs that the rest can make, each share with
 * the later ones within the window, are no more than `maxPairs`. Counting takes time in proportion to the shares, however many pairs there are.
 *
 * @param starts where each object's shares begin
 */
export function crowdedMoments(
  { objects, at }: Shares,
  starts: Int32Array,
  window: number,
  maxPairs: number,
): Crowded {
  const left = new Uint8Array(at.length);
  const [first, pairs]: [number[], number[]] = [[], []];
  let total = 0;
  for (let object = 0; object < objects; object++) {
    const end = starts[object + 1] ?? 0;
    let [reach, bucket] = [starts[object] ?? 0, Number.NaN];
    for (let row = starts[object] ?? 0; row < end; row++) {
      const when = at[row] ?? 0;
      while (reach < end && (at[reach] ?? 0) - when <= window) reach++;
      const own = Math.floor(when / Math.max(1, window));
      if (own !== bucket) {
        bucket = own;
        first.push(row);
        pairs.push(0);
      }
      const met = reach - row - 1;
      pairs[pairs.length - 1] = (pairs.at(-1) ?? 0) + met;
      total += met;
    }
  }
  if (total <= maxPairs) return { left, shares: 0, objects: 0 };
  const order = first.map((_, moment) => moment);
  order.sort((a, b) => (pairs[b] ?? 0) - (pairs[a] ?? 0) || b - a);
  const touched = new Set<number>();
  let shares = 0;
  for (const moment of order) {
    if (total <= maxPairs) break;
    total -= pairs[moment] ?? 0;
    const [from, to] = [first[moment] ?? 0, first[moment + 1] ?? at.length];
    left.fill(1, from, to);
    shares += to - from;
    touched.add(objectOf(starts, from));
  }
  return { left, shares, objects: touched.size };
}

/** The object whose shares a row is among. */
function objectOf(starts: Int32Array, row: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle;
  }
  return low;
}
