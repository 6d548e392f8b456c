import { crossValidate, type Fit, heldOutByFold, heldOutLogOdds } from "./cross-validate.js";
import { probabilityOf } from "./elementary.js";
import { eachAccountOnce, type Examples, scaledWeights } from "./examples.js";
import type { Model } from "./model.js";

/** What turns log-odds x into the share that is called violating: floor + (1 − floor) ÷ (1 + e^−(intercept + slope · x)). */
export interface Calibration {
  readonly floor: number;
  readonly intercept: number;
  readonly slope: number;
}

/** Floors that are tried: a share of sound accounts that reviewers call violating. */
const floors = [0, ...Array.from({ length: 15 }, (_, step) => (step + 1) / 100)] as const satisfies readonly [
  number,
  ...number[],
];

/** What twice the gain in log-likelihood must exceed for a floor: the .95 quantile of χ² with one degree of freedom. */
const leastGain = 3.841;

/**
 * Two halves of what reviewers' labels say are learnt apart. What tells accounts apart is learnt from labelled accounts as they are,
 * each counted once: weights of 1 ÷ chance would let a few heavy labels, right or wrong, decide it. How common violations are is
 * learnt from all that the labels stand for, weighted: by a line over log-odds of accounts that were not fitted to (Platt 1999, in
 * Advances in Large Margin Classifiers, 61–74), above a floor where reviewers' errors make one. The line's slope lies
 * between the two, and is learnt by the square roots of the weights: by the weights it would be right on average, and by none vary least.
 *
 * @param fit given the share of all examples that it is fitted to: half of them must bear half of a penalty, or their log-odds, from
 *   which the line is learnt, would be more timid than those that it is laid over
 */
export function calibrated(fit: (examples: Examples, seed: number, share: number) => Model): Fit {
  return (examples, seed) => {
    const alike = { ...examples, weights: eachAccountOnce(examples) };
    const ofHalf: Fit = (half, own) => fit({ ...half, weights: eachAccountOnce(half) }, own, 1 / 2);
    const fold = halvesInTime(alike);
    const halves =
      fold === null ? crossValidate(alike, ofHalf, 2, seed) : heldOutByFold(alike, ofHalf, fold, seed);
    const logOdds = heldOutLogOdds(halves, examples.columns);
    return withCalibration(fit(alike, seed, 1), calibrationOf(logOdds, examples));
  };
}

/**
 * What was judged before the cut between two spans of time that lies nearest the middle, and since, as folds 0 and 1: campaigns come
 * and go, and a model is surer of accounts that look like others of their own time than of those to come. Null where all is of one span,
 * or a half lacks accounts of a class.
 */
function halvesInTime({ span, labels }: Examples): Uint8Array | null {
  if (span === undefined) return null;
  let [cut, nearest] = [0, labels.length];
  for (let first = 1; first <= Math.max(...span); first++) {
    const before = span.reduce((rows, each) => rows + (each < first ? 1 : 0), 0);
    const distance = Math.abs(2 * before - labels.length);
    if (distance < nearest) [cut, nearest] = [first, distance];
  }
  if (cut === 0) return null;
  const fold = span.map((each) => (each < cut ? 0 : 1));
  const whole = [0, 1].every((own) =>
    [0, 1].every((label) => fold.some((each, row) => each === own && labels[row] === label)),
  );
  return whole ? fold : null;
}

/** Calibration of held-out log-odds by maximum likelihood: its slope by the roots of the weights, all else by the weights. */
export function calibrationOf(
  logOdds: Float64Array,
  { labels, weights }: Pick<Examples, "labels" | "weights">,
): Calibration {
  const tempered = { logOdds, labels, weights: scaledWeights(weights.map(Math.sqrt)) };
  const { slope } = aboveBestFloor((floor, start) => fitLine(tempered, floor, start));
  const all = { logOdds, labels, weights: scaledWeights(weights) };
  const { floor, intercept } = aboveBestFloor((each, start) => fitLine(all, each, { ...start, slope }, true));
  return { floor, intercept, slope };
}

/** The likeliest line of all floors; that without one unless another is likelier beyond chance. */
function aboveBestFloor(fit: (floor: number, start: Line) => FittedLine): FittedLine {
  const [none, ...others] = floors;
  const plain = fit(none, { intercept: 0, slope: 1 });
  let [best, last] = [plain, plain];
  for (const floor of others) {
    // Each line begins at that of the floor before, which lies close to it.
    last = fit(floor, last);
    if (last.likelihood > best.likelihood) best = last;
    else if (last.likelihood < best.likelihood - leastGain) break;
  }
  return 2 * (best.likelihood - plain.likelihood) > leastGain ? best : plain;
}

function withCalibration(model: Model, { floor, intercept, slope }: Calibration): Model {
  const shifted = { floor, intercept: intercept + slope * model.intercept };
  return model.kind === "logistic"
    ? { ...model, ...shifted, coefficients: model.coefficients.map((value) => slope * value) }
    : {
        ...model,
        ...shifted,
        trees: model.trees.map((tree) => ({
          ...tree,
          value: tree.value.map((value) => Math.round(slope * value * 1e6) / 1e6),
        })),
      };
}

interface Data {
  readonly logOdds: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

type Line = Pick<Calibration, "intercept" | "slope">;
type FittedLine = Calibration & { readonly likelihood: number };

/** Bounds of the slope: held-out log-odds are neither worthless nor far too timid. */
const slopes = { least: 0.05, most: 4 } as const;

/**
 * Fisher's scoring with halved steps (McCullagh and Nelder 1989, Generalized Linear Models, 2.5).
 *
 * @param keepsSlope whether the slope stays that of the start
 */
function fitLine(data: Data, floor: number, start: Line, keepsSlope = false): FittedLine {
  let line: Calibration = { floor, intercept: start.intercept, slope: start.slope };
  let here = scoringOf(data, line);
  for (let iteration = 0; iteration < 50; iteration++) {
    const [byIntercept, bySlope] = stepOf(here, keepsSlope);
    let [next, after] = [line, here];
    for (let share = 1; share > 1e-6; share /= 2) {
      next = {
        floor,
        intercept: line.intercept + share * byIntercept,
        slope: Math.min(slopes.most, Math.max(slopes.least, line.slope + share * bySlope)),
      };
      after = scoringOf(data, next);
      if (after.likelihood >= here.likelihood) break;
    }
    const gained = after.likelihood - here.likelihood;
    if (!(gained > 0)) break;
    [line, here] = [next, after];
    if (gained < 1e-7) break;
  }
  return { ...line, likelihood: here.likelihood };
}

/** Log-likelihood of a line, its derivatives and Fisher's information. */
interface Scoring {
  readonly likelihood: number;
  readonly gradient: readonly [byIntercept: number, bySlope: number];
  readonly information: readonly [number, number, number];
}

function scoringOf({ logOdds, labels, weights }: Data, { floor, intercept, slope }: Calibration): Scoring {
  let likelihood = 0;
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
  for (let item = 0; item < logOdds.length; item++) {
    const x = logOdds[item] ?? 0;
    const weight = weights[item] ?? 0;
    const above = probabilityOf(intercept + slope * x);
    const p = within(floor + (1 - floor) * above);
    const rise = (1 - floor) * above * (1 - above);
    const certainty = weight / (p * (1 - p));
    const label = labels[item] ?? 0;
    const pull = certainty * (label - p) * rise;
    const information = certainty * rise * rise;
    likelihood += weight * Math.log(label === 1 ? p : 1 - p);
    g0 += pull;
    g1 += pull * x;
    h00 += information;
    h01 += information * x;
    h11 += information * x * x;
  }
  return { likelihood, gradient: [g0, g1], information: [h00, h01, h11] };
}

function stepOf(
  { gradient: [g0, g1], information: [h00, h01, h11] }: Scoring,
  keepsSlope: boolean,
): [byIntercept: number, bySlope: number] {
  if (keepsSlope) return [g0 / h00, 0];
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 0)) return [0, 0];
  return [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
}

function within(probability: number): number {
  return Math.min(1 - 1e-12, Math.max(1e-12, probability));
}
