import { mix32 } from "../hash/mix32.js";
import { isWide } from "./normal-form.js";

/** Characters of a shingle, and of one in a text that is mostly Han, kana or Hangul. */
const length = 5;
const wideLength = 2;

/** An odd number whose powers spread characters over 32 bits. */
const base = 0x5bd1e995;

/**
 * 32-bit hashes, rolling (Karp and Rabin 1987), of a normal form's shingles: all its runs of five UTF-16 units, of two where most are Han, kana or Hangul. A text
 * that is shorter is one shingle. What repeats is not left out.
 *
 * @param into where the hashes are written; made longer where it must be
 * @returns the array that holds them, and how many there are
 */
export function shingleHashes(form: string, into: Int32Array): { hashes: Int32Array; count: number } {
  let wide = 0;
  for (let at = 0; at < form.length; at++) if (isWide(form.charCodeAt(at))) wide += 1;
  const size = Math.min(form.length, 2 * wide > form.length ? wideLength : length);
  const count = form.length - size + 1;
  const hashes = into.length >= count ? into : new Int32Array(2 * count);
  let leaving = 1;
  for (let step = 1; step < size; step++) leaving = Math.imul(leaving, base);
  let hash = 0;
  for (let at = 0; at < form.length; at++) {
    if (at >= size) hash = (hash - Math.imul(leaving, form.charCodeAt(at - size))) | 0;
    hash = (Math.imul(hash, base) + form.charCodeAt(at)) | 0;
    if (at >= size - 1) hashes[at - size + 1] = mix32(hash ^ size);
  }
  return { hashes, count };
}
