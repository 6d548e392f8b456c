import { mix32 } from "../hash/mix32.js";
import { shingleHashes } from "./shingles.js";

/** Bands of a signature, and smallest hashes in each. */
export const bands = 8;
const rows = 4;

const factors = Int32Array.from({ length: rows }, (_, row) => mix32(2 * row + 1) | 1);
const terms = Int32Array.from({ length: rows }, (_, row) => mix32(-2 * row - 2));

/** Above every hash: where nothing fell. */
const empty = 0x7fffffff;

const least = new Int32Array(bands * rows);
let scratch: Int32Array = new Int32Array(512);

/**
 * MinHash signature of a text (Broder 1997, "On the resemblance and containment of documents"), of which eight bits of each of 32 smallest
 * hashes are kept (Li and König 2010, "b-bit minwise hashing"). Four make a band of 32 bits: texts that agree on the whole of one are a
 * candidate pair (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3).
 *
 * Not 32 permutations of the shingles but four, each cut into eight bins of which a band takes one (Li, Owen and Zhang 2012, "One
 * permutation hashing"): an eighth of the work. A bin that is empty, as some are in short texts, borrows from another of its permutation
 * (Shrivastava 2017, "Optimal densification for fast and accurate minwise hashing").
 *
 * @param form a normal form that is not empty
 * @param into eight integers, one a band
 */
export function minHash(form: string, into: Int32Array): void {
  const { hashes, count } = shingleHashes(form, scratch);
  scratch = hashes;
  least.fill(empty);
  for (let row = 0; row < rows; row++) {
    const factor = factors[row] ?? 1;
    const term = terms[row] ?? 0;
    const from = row * bands;
    for (let shingle = 0; shingle < count; shingle++) {
      const hash = (Math.imul(factor, hashes[shingle] ?? 0) + term) | 0;
      const bin = from + (hash >>> 29);
      const rest = hash & 0x1fffffff;
      if (rest < (least[bin] ?? 0)) least[bin] = rest;
    }
  }
  for (let band = 0; band < bands; band++) {
    let packed = 0;
    for (let row = 0; row < rows; row++) packed = (packed << 8) | (filled(row * bands, band) & 0xff);
    into[band] = packed;
  }
}

/** The smallest hash of a bin, or else of the first that is not empty of those that the bin's own sequence names, mixed either way. */
function filled(from: number, bin: number): number {
  let found = least[from + bin] ?? empty;
  for (let attempt = 1; found === empty; attempt++)
    found = least[from + (mix32(Math.imul(attempt, 0x9e3779b1) + bin) & (bands - 1))] ?? empty;
  return mix32(found ^ bin);
}

/**
 * Smallest hashes, of 32, on which two signatures agree.
 *
 * @param at where the other begins in `kept`
 */
export function agreement(signature: Int32Array, kept: Int32Array, at: number): number {
  let agreed = 0;
  for (let band = 0; band < bands; band++) {
    const differing = (signature[band] ?? 0) ^ (kept[at + band] ?? 0);
    agreed +=
      Number((differing & 0xff) === 0) +
      Number((differing & 0xff00) === 0) +
      Number((differing & 0xff0000) === 0) +
      Number((differing & 0xff000000) === 0);
  }
  return agreed;
}
