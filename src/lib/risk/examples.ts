import { exactLog1p } from "./elementary.js";

/** What a model learns from: accounts of which it is known whether they violate. */
export interface Examples {
  /** A column for each feature, a value for each account; NaN where it is unknown. Flags are 0 and 1. */
  readonly columns: readonly Float64Array[];
  /** 1 for an account that violates, 0 for one that does not. */
  readonly labels: Uint8Array;
  /** How many accounts each stands for, above 0. */
  readonly weights: Float64Array;
  /** When each was judged, in any unit; NaN where that is not known. Left out, nothing is known of times. */
  readonly judgedAt?: Float64Array;
}

/** Some of the accounts, in the order given. */
export function takeExamples(
  { columns, labels, weights, judgedAt }: Examples,
  rows: ArrayLike<number>,
): Examples {
  const take = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: rows.length }, (_, row) => column[rows[row] ?? 0] ?? Number.NaN);
  return {
    columns: columns.map(take),
    labels: Uint8Array.from({ length: rows.length }, (_, row) => labels[rows[row] ?? 0] ?? 0),
    weights: take(weights),
    ...(judgedAt === undefined ? {} : { judgedAt: take(judgedAt) }),
  };
}

/**
 * Weights scaled so that they add up to Kish's effective number of accounts: a penalty is then as strong beside unequal weights as
 * beside that many equal ones.
 */
export function scaledWeights(weights: Float64Array): Float64Array {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? weights.map((weight) => (weight * sum) / squares) : weights;
}

/** A feature on the scale that the logistic model adds up: ln(1 + |x|) with the sign of x. */
export function onLogScale(value: number): number {
  return small[value] ?? (value < 0 ? -exactLog1p(-value) : exactLog1p(value));
}

/** Most features are small counts: theirs is looked up. */
const small = Float64Array.from({ length: 256 }, (_, value) => exactLog1p(value));
