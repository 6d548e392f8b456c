import { mostSurprising } from "./tails.js";

/** Deviates beyond these say nothing of how wide an entity's usual days spread; and the least days that say it. */
const usual = 3;
const leastDays = 28;
/** How far the centre of an entity's usual days may lie from 0. */
const mostShift = 0.5;

/** How far the deviates of each entity's usual days spread: an empirical null of its own (Efron 2004, JASA 99:96–104). */
export class UsualSpread {
  readonly #days: Float64Array;
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;

  constructor(entities: number) {
    this.#days = new Float64Array(entities);
    this.#sum = new Float64Array(entities);
    this.#squares = new Float64Array(entities);
  }

  /** A day that counts from now on; NaN is none. */
  add(entity: number, deviation: number): void {
    this.#count(entity, deviation, 1);
  }

  /** A day that is too long ago now. */
  remove(entity: number, deviation: number): void {
    this.#count(entity, deviation, -1);
  }

  /** A deviate in units of the entity's own spread, which may be wider than the model has it, never narrower. */
  standardised(entity: number, deviation: number): number {
    const days = this.#days[entity] ?? 0;
    if (days < leastDays) return deviation;
    const mean = (this.#sum[entity] ?? 0) / days;
    const spread = Math.sqrt(Math.max(0, (this.#squares[entity] ?? 0) / days - mean ** 2));
    const shift = Math.max(-mostShift, Math.min(mostShift, mean));
    return Math.max(-mostSurprising, Math.min(mostSurprising, (deviation - shift) / Math.max(1, spread)));
  }

  #count(entity: number, deviation: number, sign: 1 | -1): void {
    if (Number.isNaN(deviation)) return;
    const kept = Math.max(-usual, Math.min(usual, deviation));
    this.#days[entity] = (this.#days[entity] ?? 0) + sign;
    this.#sum[entity] = (this.#sum[entity] ?? 0) + sign * kept;
    this.#squares[entity] = (this.#squares[entity] ?? 0) + sign * kept ** 2;
    // What rounding leaves of days that are gone must not stand for days.
    if (this.#days[entity] === 0) [this.#sum[entity], this.#squares[entity]] = [0, 0];
  }
}
