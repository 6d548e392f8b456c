import { mix32 } from "../hash/mix32.js";

/** Numbers pairs of accounts from 0 as they are first met: a hash table with open addressing in typed arrays. */
export class PairNumbers {
  #table = new Int32Array(4096).fill(-1);
  #a = new Int32Array(2048);
  #b = new Int32Array(2048);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a pair of different accounts, whichever is named first. */
  of(one: number, other: number): number {
    const [a, b] = one < other ? [one, other] : [other, one];
    const mask = this.#table.length - 1;
    let at = mixed(a, b) & mask;
    for (;;) {
      const found = this.#table[at] ?? -1;
      if (found < 0) break;
      if (this.#a[found] === a && this.#b[found] === b) return found;
      at = (at + 1) & mask;
    }
    return this.#add(a, b, at);
  }

  /** Lesser and greater account of each pair, by its number. */
  done(): { readonly a: Int32Array; readonly b: Int32Array } {
    return { a: this.#a.slice(0, this.#size), b: this.#b.slice(0, this.#size) };
  }

  #add(a: number, b: number, at: number): number {
    const number = this.#size++;
    if (number === this.#a.length) this.#widen();
    this.#a[number] = a;
    this.#b[number] = b;
    if (this.size * 2 > this.#table.length) this.#rehash();
    else this.#table[at] = number;
    return number;
  }

  #widen(): void {
    const [a, b] = [new Int32Array(this.#a.length * 2), new Int32Array(this.#a.length * 2)];
    a.set(this.#a);
    b.set(this.#b);
    [this.#a, this.#b] = [a, b];
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number++) {
      let at = mixed(this.#a[number] ?? 0, this.#b[number] ?? 0) & mask;
      while ((table[at] ?? -1) >= 0) at = (at + 1) & mask;
      table[at] = number;
    }
    this.#table = table;
  }
}

/** 32 bits from two whole numbers. */
export function mixed(a: number, b: number): number {
  return mix32(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
}
