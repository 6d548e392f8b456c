import type { Examples } from "../../../../src/lib/risk/examples.js";
import { spanShares } from "../../../../src/lib/risk/spans.js";
import { seededRandom } from "../../../../src/lib/statistics/random.js";

/** Accounts whose log-odds are a function of their features, which are counts with long tails. */
export function simulated(
  size: number,
  features: number,
  seed: number,
  logOdds: (values: readonly number[]) => number,
): Examples & { readonly truth: Float64Array } {
  const random = seededRandom(seed);
  const columns = Array.from({ length: features }, () => new Float64Array(size));
  const truth = new Float64Array(size);
  const labels = new Uint8Array(size);
  for (let row = 0; row < size; row++) {
    const values = columns.map((column) => (column[row] = Math.floor(-8 * Math.log(1 - random()))));
    truth[row] = logOdds(values);
    labels[row] = random() < 1 / (1 + Math.exp(-truth[row]!)) ? 1 : 0;
  }
  return { columns, labels, weights: new Float64Array(size).fill(1), truth };
}

/** Features of one account, in order. */
export function rowOf({ columns }: Examples, row: number): number[] {
  return columns.map((column) => column[row]!);
}

/** Spans of accounts that were judged one after the other. */
export function spansInOrder(size: number): Uint8Array {
  return Uint8Array.from(
    { length: size },
    (_, row) => spanShares.filter((share) => row >= share * size).length,
  );
}
