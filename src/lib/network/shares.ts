/** Shares of objects by accounts, a row each, in the order of object, time and account. Accounts and objects are numbered from 0. */
export interface Shares {
  readonly accounts: number;
  readonly objects: number;
  readonly object: Int32Array;
  readonly account: Int32Array;
  /** Seconds since the midnight that days are counted from. */
  readonly at: Int32Array;
}

export const secondsInDay = 86_400;

/** Where each object's shares begin, and one more entry for where the last end. */
export function objectStarts({ objects, object }: Shares): Int32Array {
  const starts = new Int32Array(objects + 1);
  for (const number of object) starts[number + 1] = (starts[number + 1] ?? 0) + 1;
  for (let number = 0; number < objects; number++)
    starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  return starts;
}
