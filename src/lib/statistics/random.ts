import { mix32 } from "../hash/mix32.js";

/**
 * Random numbers in [0, 1) from a seed, the same on every machine: SplitMix (Steele, Lea and Flood 2014, OOPSLA, 453–472) with 32 bits
 * of state and the finaliser of MurmurHash3.
 *
 * @param seed a whole number
 */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return (mix32(state) >>> 0) / 2 ** 32;
  };
}

/** The whole numbers below `size` in a random order (Fisher and Yates 1938, as Durstenfeld 1964 has it). */
export function shuffled(size: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}
