import { baselineDays } from "./baseline.js";

const bands = 20;
/** Entity-days below which a band of one kind says too little, and that of all kinds speaks. */
const enough = 200;
/** Dispersion before anything was seen, and entity-days that it counts for. */
const prior = { dispersion: 0.1, days: 20 };
const least = 0.001;

/**
 * Dispersion of counts, pooled over entities of a like volume and the 56 days before: φ = Σ((y − μ)² − μ) ⁄ Σμ², moments as of Bliss and
 * Owen (1958, Biometrika 45:37–58). Bands double in volume.
 */
export class Dispersion {
  readonly #days: number;
  readonly #excess: Float64Array;
  readonly #squares: Float64Array;
  readonly #counts: Float64Array;
  readonly #pooled: Float64Array;

  /** @param kinds how many there are; the last of the pools is that of all */
  constructor(kinds: number, days: number) {
    this.#days = days;
    const size = (kinds + 1) * bands * days;
    this.#excess = new Float64Array(size);
    this.#squares = new Float64Array(size);
    this.#counts = new Float64Array(size);
    this.#pooled = new Float64Array((kinds + 1) * bands);
  }

  /** Makes ready for a day, from those before. */
  begin(day: number): void {
    for (let pool = 0; pool < this.#pooled.length; pool++) {
      let [excess, squares, days] = [0, 0, 0];
      for (let at = Math.max(0, day - baselineDays); at < day; at++) {
        excess += this.#excess[pool * this.#days + at] ?? 0;
        squares += this.#squares[pool * this.#days + at] ?? 0;
        days += this.#counts[pool * this.#days + at] ?? 0;
      }
      const perDay = days === 0 ? 1 : squares / days;
      this.#pooled[pool] =
        days < enough && pool < this.#pooled.length - bands
          ? Number.NaN
          : Math.max(
              least,
              (excess + prior.dispersion * prior.days * perDay) / (squares + prior.days * perDay),
            );
    }
  }

  of(kind: number, mean: number): number {
    const band = bandOf(mean);
    const own = this.#pooled[kind * bands + band] ?? Number.NaN;
    return Number.isNaN(own) ? (this.#pooled[this.#pooled.length - bands + band] ?? prior.dispersion) : own;
  }

  /** Learns from a day that was not surprising. */
  learn(kind: number, day: number, count: number, mean: number): void {
    const band = bandOf(mean);
    for (const pool of [kind * bands + band, this.#pooled.length - bands + band]) {
      const at = pool * this.#days + day;
      this.#excess[at] = (this.#excess[at] ?? 0) + (count - mean) ** 2 - mean;
      this.#squares[at] = (this.#squares[at] ?? 0) + mean ** 2;
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    }
  }
}

function bandOf(mean: number): number {
  return Math.max(0, Math.min(bands - 1, Math.floor(Math.log2(Math.max(1, mean)))));
}
