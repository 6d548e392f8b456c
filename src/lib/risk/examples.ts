import { exactLog1p } from "./elementary.js";

/** What a model learns from: accounts of which it is known whether they violate, a row for each, or for each span that it was judged in. */
export interface Examples {
  /** A column for each feature, a value for each account; NaN where it is unknown. Flags are 0 and 1. */
  readonly columns: readonly Float64Array[];
  /** 1 for an account that violates, 0 for one that does not. */
  readonly labels: Uint8Array;
  /** How many accounts each stands for, above 0. */
  readonly weights: Float64Array;
  /** Span of time in which each was judged, from 0. Left out, nothing is known of times. */
  readonly span?: Uint8Array;
  /** Whose example each is: an account judged in several spans has one in each. Left out, each is of an account of its own. */
  readonly accounts?: readonly string[];
}

/** Some of the rows, in the order given. */
export function takeExamples(
  { columns, labels, weights, span, accounts }: Examples,
  rows: ArrayLike<number>,
): Examples {
  const take = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: rows.length }, (_, row) => column[rows[row] ?? 0] ?? Number.NaN);
  const bytes = (values: Uint8Array): Uint8Array =>
    Uint8Array.from({ length: rows.length }, (_, row) => values[rows[row] ?? 0] ?? 0);
  return {
    columns: columns.map(take),
    labels: bytes(labels),
    weights: take(weights),
    ...(span === undefined ? {} : { span: bytes(span) }),
    ...(accounts === undefined
      ? {}
      : { accounts: Array.from({ length: rows.length }, (_, row) => accounts[rows[row] ?? 0] ?? "") }),
  };
}

/** Weights by which each account counts once, however many rows it has. */
export function eachAccountOnce({ labels, accounts }: Pick<Examples, "labels" | "accounts">): Float64Array {
  if (accounts === undefined) return new Float64Array(labels.length).fill(1);
  const rows = new Map<string, number>();
  for (const account of accounts) rows.set(account, (rows.get(account) ?? 0) + 1);
  return Float64Array.from(accounts, (account) => 1 / (rows.get(account) ?? 1));
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

/** A value between bounds, or the bound that it lies beyond; NaN stays unknown. */
export function within(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
