import { crowdedMoments } from "./crowded-moments.js";
import { IntColumn } from "./int-column.js";
import { PairNumbers } from "./pair-numbers.js";
import { rarestOfMoment } from "./rarest-of-moment.js";
import { objectStarts, secondsInDay, type Shares } from "./shares.js";

export interface CoincidenceOptions {
  /** Seconds within which two accounts share the same object, both ends included. */
  readonly window: number;
  /** Pairs of shares beyond which the most crowded moments are left out. */
  readonly maxPairs: number;
}

/** Two accounts that shared an object within the window: the first time of each day, the rarest object of each moment. */
export interface Coincidences {
  /** Lesser and greater account of each pair, by the pair's number. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** A row for each coincidence, in the order of objects and days. */
  readonly pair: Int32Array;
  readonly object: Int32Array;
  /** When the earlier of the two shared it, as in `Shares`. */
  readonly at: Int32Array;
  /** Pairs of shares that were looked at. */
  readonly pairs: number;
  /** Shares in moments so crowded that they were left out. */
  readonly prunedShares: number;
  readonly prunedObjects: number;
}

/**
 * Pairs of accounts that shared the same object within the window, found by a sweep over each object's shares in the order of time.
 * Where one moment has a pair coincide on several objects, as on a URL, its domain and the text around it, only the rarest counts.
 */
export function coincidences(shares: Shares, { window, maxPairs }: CoincidenceOptions): Coincidences {
  const { account, at } = shares;
  const starts = objectStarts(shares);
  const crowded = crowdedMoments(shares, starts, window, maxPairs);
  const numbers = new PairNumbers();
  const [pair, object, moment] = [new IntColumn(), new IntColumn(), new IntColumn()];
  let last = new Int32Array(4096).fill(-1);
  let [lookedAt, turn, turnObject, turnDay] = [0, -1, -1, -1];
  for (let number = 0; number < shares.objects; number++) {
    const end = starts[number + 1] ?? 0;
    for (let row = starts[number] ?? 0; row < end; row++) {
      if (crowded.left[row] === 1) continue;
      const [who, when] = [account[row] ?? 0, at[row] ?? 0];
      const day = Math.floor(when / secondsInDay);
      if (number !== turnObject || day !== turnDay) [turn, turnObject, turnDay] = [turn + 1, number, day];
      for (let later = row + 1; later < end && (at[later] ?? 0) - when <= window; later++) {
        const other = account[later] ?? 0;
        if (other === who || crowded.left[later] === 1) continue;
        lookedAt++;
        const met = numbers.of(who, other);
        if (met >= last.length) last = widened(last);
        if (last[met] === turn) continue;
        last[met] = turn;
        pair.push(met);
        object.push(number);
        moment.push(when);
      }
    }
  }
  const all = { pair: pair.done(), object: object.done(), at: moment.done() };
  return {
    ...numbers.done(),
    ...rarestOfMoment(all, popularities(shares, starts)),
    pairs: lookedAt,
    prunedShares: crowded.shares,
    prunedObjects: crowded.objects,
  };
}

function widened(values: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(values.length * 2).fill(-1);
  wider.set(values);
  return wider;
}

/** Distinct accounts that ever shared each object. */
function popularities({ accounts, objects, account }: Shares, starts: Int32Array): Int32Array {
  const seen = new Int32Array(accounts).fill(-1);
  const popularity = new Int32Array(objects);
  for (let object = 0; object < objects; object++)
    for (let row = starts[object] ?? 0; row < (starts[object + 1] ?? 0); row++) {
      const who = account[row] ?? 0;
      if (seen[who] === object) continue;
      seen[who] = object;
      popularity[object] = (popularity[object] ?? 0) + 1;
    }
  return popularity;
}
