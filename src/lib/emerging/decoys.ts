import { mix32 } from "../hash/mix32.js";
import { binomialTail, deviate } from "./tails.js";

/** Days that are drawn together, so that a decoy drifts as its entity does. */
const blockDays = 7;

/** A number in [0, 1) that depends on its arguments alone. */
export function drawn(key: number, at: number): number {
  return (mix32(mix32(key ^ Math.imul(at + 1, 0x9e3779b9))) >>> 0) / 2 ** 32;
}

/**
 * The day before whose surprise a decoy has today: moving-block bootstrap (Künsch 1989, Annals of Statistics 17:1217–1241) in blocks of
 * seven days, each begun at a day from `first` on that lies a whole block before today's.
 *
 * @returns null where the past is shorter than four blocks
 */
export function decoyDay(key: number, day: number, first: number): number | null {
  const block = Math.floor(day / blockDays);
  const last = block * blockDays - blockDays;
  if (last - first < 3 * blockDays) return null;
  return first + Math.floor(drawn(key, block) * (last - first + 1)) + (day % blockDays);
}

/**
 * The surprise of a decoy of a new entity: its accounts of the last 28 days, each on a day of its own, so that as many meet today as
 * chance would have it. What fewer than `floor` accounts do is no surprise.
 */
export function noveltyDecoy(
  key: number,
  day: number,
  trials: number,
  probability: number,
  floor: number,
): number {
  const count = binomialDraw(drawn(key ^ 0x5bd1e995, day), trials, probability);
  return count < floor ? 0 : deviate(count, (least) => binomialTail(least, trials, probability));
}

/** A binomial count by inversion (Devroye 1986, Non-Uniform Random Variate Generation, X.4). */
function binomialDraw(uniform: number, trials: number, probability: number): number {
  if (probability >= 1) return trials;
  const odds = probability / (1 - probability);
  let mass = Math.exp(trials * Math.log1p(-probability));
  let below = mass;
  let count = 0;
  while (uniform > below && count < trials) {
    mass *= (odds * (trials - count)) / (count + 1);
    count++;
    below += mass;
    if (mass === 0 && count > trials * probability) break;
  }
  return count;
}
