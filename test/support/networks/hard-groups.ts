import type { Shares } from "../../../src/lib/network/shares.js";
import { seededRandom } from "../../../src/lib/statistics/random.js";

export interface HardGroups {
  readonly shares: Shares;
  /** The group of each account; -1 for those that act on their own. */
  readonly group: Int32Array;
}

const days = 28;
const day = 86_400;

/**
 * Groups hidden in organic sharing of the same popular objects, over 28 days: 6,000 accounts on their own share 1,500 objects whose popularity
 * falls off as Zipf has it, by day and by night as people do, and rush to one in ten of them within minutes when it is news. Each of twelve
 * groups of 8–30 accounts shares 20–45 of the same objects; a member takes part in 35 % of these, within `window` seconds of the others, and
 * shares on its own besides.
 */
export function hardGroups(seed: number, window = 60): HardGroups {
  const random = seededRandom(seed);
  const below = (bound: number): number => Math.floor(random() * bound);
  const [organic, objects, groups] = [6000, 1500, 12];
  const sizes = Array.from({ length: groups }, () => 8 + below(23));
  const accounts = organic + sizes.reduce((sum, size) => sum + size, 0);
  const group = new Int32Array(accounts).fill(-1);
  const weights = Array.from({ length: objects }, (_, rank) => 1 / (rank + 10) ** 0.8);
  const cumulative: number[] = [];
  for (const weight of weights) cumulative.push((cumulative.at(-1) ?? 0) + weight);
  const anyObject = (): number => {
    const at = random() * (cumulative.at(-1) ?? 0);
    let [low, high] = [0, objects - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const born = Array.from({ length: objects }, () => below(days));
  const news = Array.from({ length: objects }, (_, object) => object % 10 === 3);
  const rush = Array.from({ length: objects }, () => 8 * 3600 + below(12 * 3600));
  const rows: { object: number; account: number; at: number }[] = [];
  const ownTime = (object: number): number => {
    const late = Math.min(days - 1 - (born[object] ?? 0), Math.floor(-Math.log(1 - random()) * 1.5));
    if (news[object] && random() < 0.4)
      return (born[object] ?? 0) * day + (rush[object] ?? 0) + Math.floor(-Math.log(1 - random()) * 900);
    const hour = 7 + 16 * Math.sqrt(random() * (0.4 + 0.6 * random()));
    return ((born[object] ?? 0) + late) * day + Math.floor(hour * 3600);
  };
  const actAlone = (account: number): void => {
    const count = Math.floor(-Math.log(1 - random()) * 14);
    for (let share = 0; share < count; share++) {
      const object = anyObject();
      rows.push({ object, account, at: ownTime(object) });
    }
  };
  for (let account = 0; account < organic; account++) actAlone(account);
  let next = organic;
  for (const [number, size] of sizes.entries()) {
    const members = Array.from({ length: size }, () => next++);
    for (const account of members) {
      group[account] = number;
      actAlone(account);
    }
    const acts = 20 + below(26);
    for (let act = 0; act < acts; act++) {
      const object = anyObject();
      const at = ownTime(object);
      for (const account of members)
        if (random() < 0.35) rows.push({ object, account, at: at + below(window) });
    }
  }
  rows.sort((a, b) => a.object - b.object || a.at - b.at || a.account - b.account);
  const shares = {
    accounts,
    objects,
    object: Int32Array.from(rows, ({ object }) => object),
    account: Int32Array.from(rows, ({ account }) => account),
    at: Int32Array.from(rows, ({ at }) => at),
  };
  return { shares, group };
}

/**
 * People who share a taste, and no plan: 6,000 accounts in 60 circles, four fifths of whose shares are of their circle's 25 objects, two
 * fifths of them within minutes of when an object is news.
 */
export function circlesOfFans(seed: number): Shares {
  const random = seededRandom(seed);
  const below = (bound: number): number => Math.floor(random() * bound);
  const [accounts, circles, own] = [6000, 60, 25];
  const objects = circles * own;
  const born = Array.from({ length: objects }, () => below(days));
  const rush = Array.from({ length: objects }, () => 8 * 3600 + below(12 * 3600));
  const rows: { object: number; account: number; at: number }[] = [];
  for (let account = 0; account < accounts; account++) {
    const count = Math.floor(-Math.log(1 - random()) * 14);
    for (let share = 0; share < count; share++) {
      const object = random() < 0.8 ? (account % circles) * own + below(own) : below(objects);
      const first = born[object] ?? 0;
      const late = Math.min(days - 1 - first, Math.floor(-Math.log(1 - random()) * 1.5));
      const hour = 7 + 16 * Math.sqrt(random() * (0.4 + 0.6 * random()));
      const at =
        random() < 0.4
          ? first * day + (rush[object] ?? 0) + Math.floor(-Math.log(1 - random()) * 900)
          : (first + late) * day + Math.floor(hour * 3600);
      rows.push({ object, account, at });
    }
  }
  rows.sort((a, b) => a.object - b.object || a.at - b.at || a.account - b.account);
  return {
    accounts,
    objects,
    object: Int32Array.from(rows, ({ object }) => object),
    account: Int32Array.from(rows, ({ account }) => account),
    at: Int32Array.from(rows, ({ at }) => at),
  };
}
