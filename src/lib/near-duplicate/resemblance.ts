import { shingleHashes } from "./shingles.js";

/** A multiplier that spreads hashes, which are mixed already, over slots. */
const spread = 0x9e3779b1;

/**
 * Jaccard similarity of one text and others, each as a set of shingles: what both have ÷ what either has. The one's shingles are hashed
 * once however many others it is held against, and nothing is sorted.
 */
export class Resemblance {
  readonly #own = new HashSet();
  readonly #other = new HashSet();
  #hashes: Int32Array = new Int32Array(512);

  /** @param form a normal form that is not empty: the text that others are held against */
  hold(form: string): void {
    this.#fill(this.#own, form);
  }

  /** @param form a normal form that is not empty */
  to(form: string): number {
    this.#fill(this.#other, form);
    let shared = 0;
    for (let at = 0; at < this.#other.size; at++) if (this.#own.has(this.#other.values[at] ?? 0)) shared += 1;
    return shared / (this.#own.size + this.#other.size - shared);
  }

  #fill(set: HashSet, form: string): void {
    const { hashes, count } = shingleHashes(form, this.#hashes);
    this.#hashes = hashes;
    set.clear(count);
    for (let at = 0; at < count; at++) set.add(hashes[at] ?? 0);
  }
}

/** A set of 32-bit integers that is cleared at once: open addressing, of which a slot counts only if it bears the present stamp. */
class HashSet {
  /** What the set holds, in its first `size` places. */
  values: Int32Array = new Int32Array(512);
  size = 0;
  #slots: Int32Array = new Int32Array(1024);
  #stamps: Int32Array = new Int32Array(1024);
  #stamp = 0;
  #shift = 22;

  /** @param most values that will be added at most */
  clear(most: number): void {
    this.size = 0;
    this.#stamp = (this.#stamp + 1) | 0;
    if (2 * most <= this.#slots.length && this.#stamp !== 0) return;
    const bits = Math.max(32 - this.#shift, Math.ceil(Math.log2(2 * most)));
    this.#shift = 32 - bits;
    this.#slots = new Int32Array(2 ** bits);
    this.#stamps = new Int32Array(2 ** bits);
    this.values = new Int32Array(2 ** (bits - 1));
    this.#stamp = 1;
  }

  add(value: number): void {
    const slot = this.#slotOf(value);
    if (this.#stamps[slot] === this.#stamp) return;
    this.#stamps[slot] = this.#stamp;
    this.#slots[slot] = value;
    this.values[this.size++] = value;
  }

  has(value: number): boolean {
    return this.#stamps[this.#slotOf(value)] === this.#stamp;
  }

  /** Where a value is, or would be. */
  #slotOf(value: number): number {
    const mask = this.#slots.length - 1;
    let slot = Math.imul(value, spread) >>> this.#shift;
    while (this.#stamps[slot] === this.#stamp && this.#slots[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }
}
