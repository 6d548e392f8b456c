import { seededRandom } from "./random.js";
import type { Scored } from "./scored.js";

/** An interval of a figure; null where too few resamples know it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Percentile intervals of 95 % of figures of scored items, by resampling items with what they stand for (Efron and Tibshirani 1993, An
 * Introduction to the Bootstrap, 13). All figures are taken of the same resamples, so that a difference of two is paired.
 *
 * @param figures given the resampled weight of every item, 0 where it was not drawn; as many each time
 * @returns an interval for each figure, null where it is unknown in more than one resample of twenty
 */
export function bootstrapIntervals(
  weights: ArrayLike<number>,
  figures: (resampled: Float64Array) => readonly (number | null)[],
  { resamples = 200, seed = 0 } = {},
): (Interval | null)[] {
  const random = seededRandom(seed);
  const drawn: number[][] = [];
  const resampled = new Float64Array(weights.length);
  for (let round = 0; round < resamples; round++) {
    resampled.fill(0);
    for (let draw = 0; draw < weights.length; draw++) {
      const item = Math.floor(random() * weights.length);
      resampled[item] = (resampled[item] ?? 0) + (weights[item] ?? 0);
    }
    for (const [index, value] of figures(resampled).entries()) {
      const values = (drawn[index] ??= []);
      if (value !== null) values.push(value);
    }
  }
  return drawn.map((values) => {
    if (values.length < resamples * 0.95) return null;
    const sorted = Float64Array.from(values).sort();
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
    return { low: at(0.025), high: at(0.975) };
  });
}

/**
 * The basic interval of a figure that resampling raises, as of errors that add up whichever way they go: its percentiles mirrored at the
 * figure itself (Davison and Hinkley 1997, Bootstrap Methods and their Application, 5.2), never below 0.
 */
export function mirroredAt(figure: number, { low, high }: Interval): Interval {
  return { low: Math.max(0, 2 * figure - high), high: Math.max(0, 2 * figure - low) };
}

/** Scored items sorted, the highest score first, so that figures of their resamples need not sort them again. */
export function sortedByScore({ scores, labels, weights }: Scored): Required<Scored> & { order: number[] } {
  const order = Array.from({ length: scores.length }, (_, item) => item).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  );
  const take = (values: ArrayLike<number>): number[] => order.map((item) => values[item] ?? 0);
  return {
    scores: take(scores),
    labels: take(labels),
    weights: weights === undefined ? order.map(() => 1) : take(weights),
    order,
  };
}
