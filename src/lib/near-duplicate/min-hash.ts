import { mixed, shingleHashes } from "./shingles.js";

/** Bands of a signature, and smallest hashes in each. */
export const bands = 8;
const rows = 4;

const factors = Int32Array.from({ length: bands * rows }, (_, index) => mixed(2 * index + 1) | 1);
const terms = Int32Array.from({ length: bands * rows }, (_, index) => mixed(-2 * index - 2));

let scratch: Int32Array = new Int32Array(512);

/**
 * MinHash signature of a text (Broder 1997, "On the resemblance and containment of documents"): for each of 32 permutations of all shingles the
 * text's smallest, of which eight bits are kept (Li and König 2010, "b-bit minwise hashing"). Four make a band of 32 bits: texts that agree
 * on the whole of one are a candidate pair (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3).
 *
 * @param form a normal form that is not empty
 * @param into eight integers, one a band, written at `at`
 */
export function minHash(form: string, into: Int32Array, at: number): void {
  const { hashes, count } = shingleHashes(form, scratch);
  scratch = hashes;
  for (let band = 0; band < bands; band++) {
    let packed = 0;
    for (let row = 0; row < rows; row++) {
      const index = band * rows + row;
      const factor = factors[index] ?? 1;
      const term = terms[index] ?? 0;
      let least = 0x7fffffff;
      for (let shingle = 0; shingle < count; shingle++) {
        const hash = (Math.imul(factor, hashes[shingle] ?? 0) + term) | 0;
        if (hash < least) least = hash;
      }
      packed = (packed << 8) | (mixed(least) & 0xff);
    }
    into[at + band] = packed;
  }
}

/**
 * Smallest hashes, of 32, on which two signatures agree.
 *
 * @param a, b where each begins in `signatures`
 */
export function agreement(signatures: Int32Array, a: number, other: Int32Array, b: number): number {
  let agreed = 0;
  for (let band = 0; band < bands; band++) {
    const differing = (signatures[a + band] ?? 0) ^ (other[b + band] ?? 0);
    agreed +=
      Number((differing & 0xff) === 0) +
      Number((differing & 0xff00) === 0) +
      Number((differing & 0xff0000) === 0) +
      Number((differing & 0xff000000) === 0);
  }
  return agreed;
}
