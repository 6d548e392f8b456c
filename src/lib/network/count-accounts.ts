import { secondsInDay, type Shares } from "./shares.js";

/**
 * Distinct accounts that shared an object in a span of days, both included.
 *
 * @param starts where each object's shares begin
 * @param seen, turn what was last seen of each account, and a number greater than any in it
 */
export function countAccounts(
  { account, at }: Shares,
  starts: Int32Array,
  object: number,
  from: number,
  to: number,
  seen: Int32Array,
  turn: number,
): number {
  let count = 0;
  for (let row = starts[object] ?? 0; row < (starts[object + 1] ?? 0); row++) {
    const day = Math.floor((at[row] ?? 0) / secondsInDay);
    if (day < from) continue;
    if (day > to) break;
    const who = account[row] ?? 0;
    if (seen[who] === turn) continue;
    seen[who] = turn;
    count++;
  }
  return count;
}
