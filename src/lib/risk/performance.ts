import { auc } from "../statistics/auc.js";
import { averagePrecision } from "../statistics/average-precision.js";
import { calibrationError, type CalibrationLine, calibrationLine } from "../statistics/calibration.js";
import { precisionAt } from "../statistics/precision-at.js";
import type { Scored } from "../statistics/scored.js";

/** How well scores foretold what accounts turned out to be; null where the accounts do not say. */
export interface Performance {
  /** Over the accounts that the labels stand for. */
  readonly auc: number | null;
  /** Over the labelled accounts, each counted once. */
  readonly aucUnweighted: number | null;
  readonly averagePrecision: number | null;
  readonly slope: number | null;
  readonly intercept: number | null;
  /** Expected calibration error within the top 5 % of scores. */
  readonly topError: number | null;
  /** Share that violates among as many accounts as the queue takes, the highest scores first. */
  readonly precisionAtQueue: number | null;
}

/** Part of the accounts, from the highest score down, that a queue can ever see: what calibration is judged on. */
const topShare = 0.05;

/** Accounts with held-out scores. */
export interface Predicted {
  readonly scores: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/**
 * @param queue accounts that are looked at, in what weights add up to
 */
export function performanceOf({ scores, labels, weights }: Predicted, queue: number): Performance {
  const ranked = { scores, labels, weights };
  const line = lineOf(ranked);
  return {
    auc: auc(ranked),
    aucUnweighted: auc({ scores, labels }),
    averagePrecision: averagePrecision(ranked),
    slope: line?.slope ?? null,
    intercept: line?.intercept ?? null,
    topError: topErrorOf(ranked),
    precisionAtQueue: precisionAt(ranked, queue),
  };
}

/** The calibration line of scores. */
export function lineOf({ scores, ...rest }: Scored): CalibrationLine | null {
  return calibrationLine({ ...rest, scores: Float64Array.from(scores, logOddsWithin) });
}

/** Expected calibration error within the top 5 % of scores, in five bins. */
export function topErrorOf(scored: Scored): number | null {
  return calibrationError(scored, { bins: 5, share: topShare });
}

function logOddsWithin(probability: number): number {
  const p = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(p / (1 - p));
}

/**
 * The performance over all folds of a cross-validation. How accounts are ordered is judged within each fold, by one model, and averaged
 * (Forman and Scholz 2010, SIGKDD Explorations 12:49–57): scores of different models need not be on one scale. All else is of all
 * accounts together.
 *
 * @param folds rows of each fold
 */
export function performanceOverFolds(
  { scores, labels, weights }: Predicted,
  folds: readonly Int32Array[],
  queue: number,
): Performance {
  const each = folds.map((rows) => {
    const own = {
      scores: Float64Array.from(rows, (row) => scores[row] ?? 0),
      labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
      weights: Float64Array.from(rows, (row) => weights[row] ?? 0),
    };
    return {
      auc: auc(own),
      aucUnweighted: auc({ ...own, weights: undefined }),
      averagePrecision: averagePrecision(own),
    };
  });
  return {
    ...performanceOf({ scores, labels, weights }, queue),
    auc: spreadOf(each.map((fold) => fold.auc)).mean,
    aucUnweighted: spreadOf(each.map((fold) => fold.aucUnweighted)).mean,
    averagePrecision: spreadOf(each.map((fold) => fold.averagePrecision)).mean,
  };
}

/** Mean and standard deviation of a figure over repeats; the deviation is null for a single one. */
export interface Spread {
  readonly mean: number | null;
  readonly deviation: number | null;
}

/** Repeats in which the figure is unknown make it unknown. */
export function spreadOf(values: readonly (number | null)[]): Spread {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return { mean: null, deviation: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : null };
}
