import { stratifiedFolds } from "../statistics/stratified-folds.js";
import { type Examples, takeExamples } from "./examples.js";
import type { Model } from "./model.js";
import { logOddsOf, scoreOf } from "./score.js";

/** Fits a model; equal examples and seeds give equal models. */
export type Fit = (examples: Examples, seed: number) => Model;

/** A model and the accounts that it was not fitted to. */
export interface HeldOut {
  readonly model: Model;
  readonly rows: Int32Array;
}

/**
 * Stratified cross-validation: a model for each fold, fitted to the others. All rows of an account lie in one fold.
 *
 * @throws RangeError where a class has fewer accounts than there are folds
 */
export function crossValidate(examples: Examples, fit: Fit, folds: number, seed: number): HeldOut[] {
  const { labels, accounts } = examples;
  const names = accounts ?? Array.from(labels.keys(), String);
  const last = new Map(names.map((account, row) => [account, labels[row] ?? 0]));
  const ofAccounts = [...last.values()];
  for (const label of [0, 1]) {
    const size = ofAccounts.filter((each) => each === label).length;
    if (size < folds)
      throw new RangeError(
        `${folds} folds need as many accounts of each class; there are ${size} that ${label === 1 ? "violate" : "do not violate"}`,
      );
  }
  const dealt = stratifiedFolds(ofAccounts, folds, seed);
  const foldOf = new Map([...last.keys()].map((account, place) => [account, dealt[place] ?? 0]));
  const fold = Int32Array.from(names, (account) => foldOf.get(account) ?? 0);
  return heldOutByFold(examples, fit, fold, seed);
}

/** A model for each fold, fitted to the others. */
export function heldOutByFold(
  examples: Examples,
  fit: Fit,
  fold: ArrayLike<number> & Iterable<number>,
  seed: number,
): HeldOut[] {
  const folds = Math.max(...fold) + 1;
  return Array.from({ length: folds }, (_, own) => {
    const all = Int32Array.from(examples.labels.keys());
    const train = all.filter((row) => fold[row] !== own);
    return {
      model: fit(takeExamples(examples, train), seed),
      rows: all.filter((row) => fold[row] === own),
    };
  });
}

/** Log-odds of every account by the model that was not fitted to it; `values` may differ from what models were fitted to. */
export function heldOutLogOdds(parts: readonly HeldOut[], columns: readonly Float64Array[]): Float64Array {
  return heldOut(parts, columns, logOddsOf);
}

/** Scores, likewise. */
export function heldOutScores(parts: readonly HeldOut[], columns: readonly Float64Array[]): Float64Array {
  return heldOut(parts, columns, scoreOf);
}

function heldOut(
  parts: readonly HeldOut[],
  columns: readonly Float64Array[],
  of: typeof scoreOf,
): Float64Array {
  const found = new Float64Array(parts.reduce((sum, { rows }) => sum + rows.length, 0));
  const values = new Float64Array(columns.length);
  for (const { model, rows } of parts)
    for (const row of rows) {
      for (const [feature, column] of columns.entries()) values[feature] = column[row] ?? Number.NaN;
      found[row] = of(model, values);
    }
  return found;
}
