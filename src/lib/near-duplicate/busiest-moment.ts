/**
 * The window in which the most different accounts act; of several the one with the most acts, then the earliest.
 *
 * @param times seconds of acts, in order, from place `from` up to `to`
 * @param accounts number of each act's account
 * @param seconds length of the window; its first act is at 0, and one at `seconds` is no longer in it
 * @returns place of the first act and how many acts and accounts there are; `from` must be before `to`
 */
export function busiestMoment(
  times: Int32Array,
  accounts: Int32Array,
  from: number,
  to: number,
  seconds: number,
): { first: number; acts: number; accounts: number } {
  const within = new Map<number, number>();
  let best = { first: from, acts: 0, accounts: 0 };
  let end = from;
  for (let start = from; start < to; start++) {
    while (end < to && (times[end] ?? 0) - (times[start] ?? 0) < seconds) {
      const account = accounts[end] ?? 0;
      within.set(account, (within.get(account) ?? 0) + 1);
      end += 1;
    }
    const acts = end - start;
    if (within.size > best.accounts || (within.size === best.accounts && acts > best.acts))
      best = { first: start, acts, accounts: within.size };
    const leaving = accounts[start] ?? 0;
    const left = (within.get(leaving) ?? 0) - 1;
    if (left > 0) within.set(leaving, left);
    else within.delete(leaving);
  }
  return best;
}
