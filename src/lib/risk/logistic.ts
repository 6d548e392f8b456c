import { solvePositiveDefinite } from "./cholesky.js";
import { exactLog1p, exactExp, probabilityOf } from "./elementary.js";
import { type Examples, onLogScale, scaledWeights, within } from "./examples.js";
import { featureBounds } from "./feature-bounds.js";
import type { LogisticModel } from "./model.js";

/** Strength of the penalty on squared coefficients, beside a sum over effective examples. */
export const logisticPenalty = 10;

/**
 * Logistic regression with an L2 penalty on the coefficients of standardised ln(1 + x) (le Cessie and van Houwelingen 1992, Applied
 * Statistics 41:191–201), by Newton's method with halved steps: the iteratively reweighted least squares of McCullagh and Nelder
 * 1989, Generalized Linear Models, 4.4. The intercept is not penalised. Deterministic.
 *
 * A feature that is unknown counts as its mean; one that is the same everywhere gets the coefficient 0. What lies beyond a feature's bounds
 * counts as much as they do: the line is not drawn on to where no account was seen.
 *
 * @throws RangeError where either class is missing
 */
export function fitLogistic(examples: Examples, penalty = logisticPenalty): LogisticModel {
  const { labels } = examples;
  if (!labels.includes(1) || !labels.includes(0))
    throw new RangeError("a model needs accounts that violate and accounts that do not");
  const weights = scaledWeights(examples.weights);
  const bounds = examples.columns.map(featureBounds);
  const columns = examples.columns.map((column, feature) => {
    const { low, high } = bounds[feature] ?? { low: Number.NaN, high: Number.NaN };
    return column.map((value) => onLogScale(within(value, low, high)));
  });
  const scales = columns.map((column) => standardisation(column, weights));
  const rows = designRows(columns, scales);
  const coefficients = newton(rows, labels, weights, penalty);
  return {
    kind: "logistic",
    floor: 0,
    intercept: coefficients[0] ?? 0,
    lows: bounds.map(({ low }) => low),
    highs: bounds.map(({ high }) => high),
    means: scales.map(({ mean }) => mean),
    scales: scales.map(({ scale }) => scale),
    coefficients: scales.map((_, feature) => coefficients[feature + 1] ?? 0),
  };
}

interface Standardisation {
  readonly mean: number;
  /** Standard deviation; 1 where there is none. */
  readonly scale: number;
  readonly varies: boolean;
}

function standardisation(values: Float64Array, weights: Float64Array): Standardisation {
  let [total, sum] = [0, 0];
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    total += weights[row] ?? 0;
    sum += (weights[row] ?? 0) * value;
  });
  const mean = total > 0 ? sum / total : 0;
  let squares = 0;
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) squares += (weights[row] ?? 0) * (value - mean) ** 2;
  });
  const scale = total > 0 ? Math.sqrt(squares / total) : 0;
  const varies = scale > 1e-9;
  return { mean, scale: varies ? scale : 1, varies };
}

/** Standardised features row by row, a 1 before each row's. */
function designRows(columns: readonly Float64Array[], scales: readonly Standardisation[]): Float64Array {
  const width = columns.length + 1;
  const rows = new Float64Array(width * (columns[0]?.length ?? 0));
  for (let at = 0; at < rows.length; at += width) rows[at] = 1;
  columns.forEach((column, feature) => {
    const { mean, scale, varies } = scales[feature] ?? { mean: 0, scale: 1, varies: false };
    if (!varies) return;
    column.forEach((value, row) => {
      rows[row * width + feature + 1] = Number.isNaN(value) ? 0 : (value - mean) / scale;
    });
  });
  return rows;
}

function newton(
  rows: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  penalty: number,
): Float64Array {
  const width = rows.length / labels.length;
  let coefficients: Float64Array = new Float64Array(width);
  let loss = penalisedLoss(rows, labels, weights, penalty, coefficients);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = newtonStep(rows, labels, weights, penalty, coefficients);
    let moved = coefficients;
    let after = Number.POSITIVE_INFINITY;
    for (let share = 1; after > loss && share > 1e-9; share /= 2) {
      moved = coefficients.map((value, index) => value + share * (step[index] ?? 0));
      after = penalisedLoss(rows, labels, weights, penalty, moved);
    }
    if (!(after <= loss)) break;
    coefficients = moved;
    const gained = loss - after;
    loss = after;
    if (gained <= 1e-6 * Math.max(1, loss)) break;
  }
  return coefficients;
}

function newtonStep(
  rows: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  penalty: number,
  coefficients: Float64Array,
): Float64Array {
  const width = coefficients.length;
  const gradient = coefficients.map((value, index) => (index === 0 ? 0 : -penalty * value));
  const hessian = new Float64Array(width * width);
  for (let index = 0; index < width; index++)
    hessian[index * width + index] = index === 0 ? 1e-9 : Math.max(penalty, 1e-9);
  const information = new Float64Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const start = row * width;
    const p = probabilityOf(linear(rows, start, coefficients));
    const weight = weights[row] ?? 0;
    const residual = weight * ((labels[row] ?? 0) - p);
    information[row] = weight * p * (1 - p);
    for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + residual * (rows[start + i] ?? 0);
  }
  addInformation(hessian, rows, information, width);
  return solvePositiveDefinite(hessian, gradient);
}

/**
 * Adds Σ h·x·xᵀ to the lower triangle of a matrix, four rows at a time: each of its cells is then read and written once for four products,
 * of which nearly all time of a fit would go into.
 */
function addInformation(
  matrix: Float64Array,
  rows: Float64Array,
  information: Float64Array,
  width: number,
): void {
  for (let row = 0; row < information.length; row += 4) {
    const a = row * width;
    const [b, c, d] = [1, 2, 3].map((next) => (row + next < information.length ? a + next * width : a)) as [
      number,
      number,
      number,
    ];
    const [ha, hb, hc, hd] = [0, 1, 2, 3].map((next) => information[row + next] ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < width; i++) {
      const line = i * width;
      const xa = ha * (rows[a + i] as number);
      const xb = hb * (rows[b + i] as number);
      const xc = hc * (rows[c + i] as number);
      const xd = hd * (rows[d + i] as number);
      for (let j = 0; j <= i; j++)
        matrix[line + j] =
          (matrix[line + j] as number) +
          (xa * (rows[a + j] as number) +
            xb * (rows[b + j] as number) +
            (xc * (rows[c + j] as number) + xd * (rows[d + j] as number)));
    }
  }
}

function penalisedLoss(
  rows: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
  penalty: number,
  coefficients: Float64Array,
): number {
  const width = coefficients.length;
  let loss = 0;
  for (let index = 1; index < width; index++) loss += (penalty / 2) * (coefficients[index] ?? 0) ** 2;
  for (let row = 0; row < labels.length; row++) {
    const margin = (labels[row] === 1 ? 1 : -1) * linear(rows, row * width, coefficients);
    loss += (weights[row] ?? 0) * (exactLog1p(exactExp(-Math.abs(margin))) + Math.max(0, -margin));
  }
  return loss;
}

function linear(rows: Float64Array, start: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < coefficients.length; index++)
    sum += (rows[start + index] ?? 0) * (coefficients[index] ?? 0);
  return sum;
}
