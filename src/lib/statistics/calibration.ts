import { kishSize } from "./kish.js";
import type { Scored } from "./scored.js";

/** The line that outcomes follow on the scale of log-odds: slope 1 and intercept 0 where probabilities hold. */
export interface CalibrationLine {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Calibration slope and intercept: the logistic regression of what happened on the log-odds of what was predicted (Cox 1958, Biometrika
 * 45:562–565; Van Calster et al. 2019, BMC Medicine 17:230). A slope below 1 says that predictions are too extreme.
 *
 * @param scored its scores are log-odds
 * @returns null where either class is missing, all scores are the same, or scores part the classes and no slope is finite
 */
export function calibrationLine({ scores, labels, weights }: Scored): CalibrationLine | null {
  const total = sumOver(scores.length, (item) => weights?.[item] ?? 1);
  let [slope, intercept] = [0, 0];
  for (let step = 0; step < 100; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let item = 0; item < scores.length; item++) {
      const x = scores[item] ?? 0;
      const weight = (weights?.[item] ?? 1) / total;
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const residual = weight * ((labels[item] === 1 ? 1 : 0) - p);
      const h = weight * p * (1 - p);
      g0 += residual;
      g1 += residual * x;
      h00 += h;
      h01 += h * x;
      h11 += h * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-14)) return null;
    const [d0, d1] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    const shrink = Math.min(1, 2 / Math.max(Math.abs(d0), Math.abs(d1)));
    intercept += shrink * d0;
    slope += shrink * d1;
    if (Math.abs(slope) > 50) return null;
    if (Math.abs(d0) + Math.abs(d1) < 1e-10) return { slope, intercept };
  }
  return null;
}

/** Items of neighbouring scores, how often they were predicted to be positive, and how often they were. */
export interface CalibrationBin {
  /** Weight of its items, and their number. */
  readonly weight: number;
  readonly items: number;
  /** Of how many equally weighted items they are worth. */
  readonly effective: number;
  readonly predicted: number;
  readonly observed: number;
}

/**
 * Reliability by bins of equal weight, the highest scores first (Naeini, Cooper and Hauskrecht 2015, AAAI, 2901–2907).
 *
 * @param scored its scores are probabilities
 * @param share of the weight that is binned, from the highest score down: .05 for what a queue sees
 */
export function calibrationBins(scored: Scored, { bins = 10, share = 1 } = {}): CalibrationBin[] {
  const { scores, labels, weights } = scored;
  const order = Array.from({ length: scores.length }, (_, item) => item).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  );
  const total = sumOver(scores.length, (item) => weights?.[item] ?? 1);
  const width = (total * share) / bins;
  const sums: { weight: number; squares: number; items: number; predicted: number; observed: number }[] = [];
  let before = 0;
  for (const item of order) {
    if (before >= total * share * (1 - 1e-12)) break;
    const weight = weights?.[item] ?? 1;
    const bin = Math.min(bins - 1, Math.floor(before / width + 1e-9));
    const sum = (sums[bin] ??= { weight: 0, squares: 0, items: 0, predicted: 0, observed: 0 });
    sum.weight += weight;
    sum.squares += weight * weight;
    sum.items += 1;
    sum.predicted += weight * (scores[item] ?? 0);
    sum.observed += labels[item] === 1 ? weight : 0;
    before += weight;
  }
  // A bin that one heavy item leapt over is a hole, which flat() leaves out.
  return sums.flat().map(({ weight, squares, items, predicted, observed }) => ({
    weight,
    items,
    effective: kishSize(weight, squares),
    predicted: predicted / weight,
    observed: observed / weight,
  }));
}

/**
 * Expected calibration error over `calibrationBins`: how far, on average, the share that was positive lies from what was predicted.
 *
 * @returns null where there is no item
 */
export function calibrationError(
  scored: Scored,
  options: { bins?: number; share?: number } = {},
): number | null {
  const bins = calibrationBins(scored, options);
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return null;
  return bins.reduce((sum, bin) => sum + bin.weight * Math.abs(bin.observed - bin.predicted), 0) / total;
}

function sumOver(size: number, of: (item: number) => number): number {
  let sum = 0;
  for (let item = 0; item < size; item++) sum += of(item);
  return sum;
}
