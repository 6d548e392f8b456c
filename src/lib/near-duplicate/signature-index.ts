import { mix32 } from "../hash/mix32.js";

/** The first text with each value of some integers of a signature: open addressing over the numbers of texts. */
export class SignatureIndex {
  readonly #stride: number;
  readonly #from: number;
  readonly #to: number;
  #slots: Int32Array;
  #held = 0;
  #looked = 0;

  /**
   * @param stride integers of a signature
   * @param from the first of those that are looked at
   * @param to the one after the last
   * @param expected texts for which there is room from the start
   */
  constructor(stride: number, from: number, to: number, expected: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1024, (expected * 5) / 3)))).fill(-1);
    this.#stride = stride;
    this.#from = from;
    this.#to = to;
  }

  /**
   * The first text that agrees with a signature, -1 where none does.
   *
   * @param kept signatures of the texts that were added, one after the other
   */
  first(signature: Int32Array, kept: Int32Array): number {
    this.#looked = this.#slotOf(signature, 0, kept);
    return this.#slots[this.#looked] ?? -1;
  }

  /** Makes a text, by its number, the first with the value that was looked for last, unless one is already. */
  add(text: number, kept: Int32Array): void {
    if ((this.#slots[this.#looked] ?? -1) >= 0) return;
    this.#slots[this.#looked] = text;
    this.#held += 1;
    if (this.#held * 5 > this.#slots.length * 3) this.#grow(kept);
  }

  #slotOf(signature: Int32Array, at: number, kept: Int32Array): number {
    const mask = this.#slots.length - 1;
    let hash = 0;
    for (let index = this.#from; index < this.#to; index++) hash = mix32(hash ^ (signature[at + index] ?? 0));
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const text = this.#slots[slot] ?? -1;
      if (text < 0 || this.#agree(signature, at, kept, text * this.#stride)) return slot;
    }
  }

  #agree(signature: Int32Array, at: number, kept: Int32Array, other: number): boolean {
    for (let index = this.#from; index < this.#to; index++)
      if (signature[at + index] !== kept[other + index]) return false;
    return true;
  }

  #grow(kept: Int32Array): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2).fill(-1);
    for (const text of before)
      if (text >= 0) this.#slots[this.#slotOf(kept, text * this.#stride, kept)] = text;
  }
}
