import type { Coincidences } from "./coincidences.js";
import { countAccounts } from "./count-accounts.js";
import { objectStarts, secondsInDay, type Shares } from "./shares.js";

/** An edge whose objects are asked for: two accounts, the lesser first, and the days that it was scored over, both included. */
export interface AskedEdge {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly to: number;
}

/** An object that makes part of an edge: when each of the two shared it, for the first time within the window of one another. */
export interface SharedMoment {
  /** Place of the edge among those asked for. */
  readonly edge: number;
  readonly object: number;
  /** Seconds, as in `Shares`. */
  readonly a: number;
  readonly b: number;
  /** Distinct accounts that shared the object in the days of the edge. */
  readonly popularity: number;
}

/**
 * What edges were scored from, object by object: over all objects of an edge, Σ 1/ln(2 + popularity) is its score.
 *
 * @param window seconds, as the coincidences were found with
 * @param most objects of an edge, the least popular first
 * @returns in the order of the edges, then of popularity and object
 * @throws RangeError where the coincidences are not of these shares
 */
export function sharedMoments(
  shares: Shares,
  met: Coincidences,
  asked: readonly AskedEdge[],
  { window, most }: { readonly window: number; readonly most: number },
): SharedMoment[] {
  const starts = objectStarts(shares);
  const ofPair = placesOfPairs(shares, met, asked);
  const rows = asked.map((): { object: number; at: number; popularity: number }[] => []);
  const counted = new Map<string, number>();
  const seen = new Int32Array(shares.accounts);
  for (let row = 0; row < met.pair.length; row++) {
    const edges = ofPair.get(met.pair[row] ?? -1);
    if (edges === undefined) continue;
    const [object, at] = [met.object[row] ?? 0, met.at[row] ?? 0];
    const day = Math.floor(at / secondsInDay);
    for (const edge of edges) {
      const { from = 0, to = 0 } = asked[edge] ?? {};
      const own = rows[edge];
      if (own === undefined || day < from || day > to || own.at(-1)?.object === object) continue;
      const key = `${object} ${from} ${to}`;
      const popularity =
        counted.get(key) ?? countAccounts(shares, starts, object, from, to, seen, counted.size + 1);
      counted.set(key, popularity);
      own.push({ object, at, popularity });
    }
  }
  return rows.flatMap((own, edge) =>
    own
      .toSorted((one, other) => one.popularity - other.popularity || one.object - other.object)
      .slice(0, most)
      .map(({ object, at, popularity }) => {
        const { a = 0, b = 0 } = asked[edge] ?? {};
        return { edge, object, ...timesOf(shares, starts, object, at, a, b, window), popularity };
      }),
  );
}

/** Places of the edges that are asked for, by the number of their pair. */
function placesOfPairs(
  { accounts }: Shares,
  met: Coincidences,
  asked: readonly AskedEdge[],
): ReadonlyMap<number, readonly number[]> {
  const byName = new Map<number, number[]>();
  for (const [edge, { a, b }] of asked.entries()) {
    const name = a * accounts + b;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [edge]);
    else known.push(edge);
  }
  const byPair = new Map<number, number[]>();
  if (byName.size === 0) return byPair;
  for (let pair = 0; pair < met.a.length; pair++) {
    const edges = byName.get((met.a[pair] ?? 0) * accounts + (met.b[pair] ?? 0));
    if (edges !== undefined) byPair.set(pair, edges);
  }
  return byPair;
}

/** When each of two accounts shared an object, of which one did at a given second and the other next, no later than the window allows. */
function timesOf(
  { account, at }: Shares,
  starts: Int32Array,
  object: number,
  second: number,
  a: number,
  b: number,
  window: number,
): { readonly a: number; readonly b: number } {
  let [low, high] = [starts[object] ?? 0, starts[object + 1] ?? 0];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < second) low = middle + 1;
    else high = middle;
  }
  const end = starts[object + 1] ?? 0;
  for (let row = low; row < end && at[row] === second; row++) {
    const who = account[row];
    if (who !== a && who !== b) continue;
    for (let later = row + 1; later < end && (at[later] ?? 0) - second <= window; later++) {
      if (account[later] !== (who === a ? b : a)) continue;
      const other = at[later] ?? second;
      return who === a ? { a: second, b: other } : { a: other, b: second };
    }
  }
  throw new RangeError(`accounts ${a} and ${b} did not share object ${object} at second ${second}`);
}
