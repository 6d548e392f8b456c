/** Random numbers that a seed determines: sfc32 of PractRand, by Chris Doty-Humphrey. */
export class Random {
  #a: number;
  #b = 0x9e3779b9;
  #c = 0x243f6a88;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed >>> 0;
    for (let i = 0; i < 20; i++) this.bits();
  }

  /** A whole number of 32 bits. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Within [0, 1). */
  uniform(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number within [0, below). */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Distinct whole numbers within [0, size), by Floyd's algorithm. */
  sample(count: number, size: number): Set<number> {
    const chosen = new Set<number>();
    for (let last = size - count; last < size; last++) {
      const candidate = this.below(last + 1);
      chosen.add(chosen.has(candidate) ? last : candidate);
    }
    return chosen;
  }

  /** Standard normal (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}
