import { seededRandom } from "../statistics/random.js";
import { secondsInDay, type Shares } from "./shares.js";

/**
 * The same shares with the times of each object and day dealt anew among those who shared it then. How an object was shared in the course
 * of the day stays, rushes among it; only who was there at the same moment as whom is left to chance.
 */
export function dealTimes(shares: Shares, seed: number): Shares {
  const random = seededRandom(seed);
  const account = shares.account.slice();
  const { object, at } = shares;
  const dayOf = (row: number): number => Math.floor((at[row] ?? 0) / secondsInDay);
  for (let from = 0, to = 0; from < at.length; from = to) {
    const [what, day] = [object[from], dayOf(from)];
    while (to < at.length && object[to] === what && dayOf(to) === day) to++;
    for (let last = to - 1; last > from; last--) {
      const other = from + Math.floor(random() * (last - from + 1));
      [account[last], account[other]] = [account[other] ?? 0, account[last] ?? 0];
    }
  }
  return { ...shares, account };
}
