import { crossValidate, type Fit, heldOutByFold, heldOutLogOdds } from "./cross-validate.js";
import { probabilityOf } from "./elementary.js";
import { type Examples, scaledWeights } from "./examples.js";
import type { Model } from "./model.js";

/** What turns log-odds x into the share that is called violating: floor + (1 − floor) ÷ (1 + e^−(intercept + slope · x)). */
export interface Calibration {
  readonly floor: number;
  readonly intercept: number;
  readonly slope: number;
}

/** Floors that are tried: a share of sound accounts that reviewers call violating. */
const floors = Array.from({ length: 16 }, (_, step) => step / 100);

/** What twice the gain in log-likelihood must exceed for a floor: the .95 quantile of χ² with one degree of freedom. */
const leastGain = 3.841;

/**
 * Two halves of what reviewers' labels say are learnt apart. What tells accounts apart is learnt from labelled accounts as they are,
 * each counted once: weights of 1 ÷ chance would let a few heavy labels, right or wrong, decide it. How common violations are is
 * learnt from all that the labels stand for, weighted: by a line over log-odds of accounts that were not fitted to (Platt 1999, in
 * Advances in Large Margin Classifiers, 61–74), above a floor where reviewers' errors make one.
 *
 * @param fit given the share of all examples that it is fitted to: half of them must bear half of a penalty, or their log-odds, from
 *   which the line is learnt, would be more timid than those that it is laid over
 */
export function calibrated(fit: (examples: Examples, seed: number, share: number) => Model): Fit {
  return (examples, seed) => {
    const alike = { ...examples, weights: examples.weights.map(() => 1) };
    const ofHalf: Fit = (half, own) => fit(half, own, 1 / 2);
    const fold = halvesInTime(alike);
    const halves =
      fold === null ? crossValidate(alike, ofHalf, 2, seed) : heldOutByFold(alike, ofHalf, fold, seed);
    const logOdds = heldOutLogOdds(halves, examples.columns);
    return withCalibration(fit(alike, seed, 1), calibrationOf(logOdds, examples));
  };
}

/**
 * The accounts judged first and those judged last, as folds 0 and 1: campaigns come and go, and a model is surer of accounts that look
 * like others of their own time than of those to come. Null where times are not all known, or a half lacks accounts of a class.
 */
function halvesInTime({ judgedAt, labels }: Examples): Uint8Array | null {
  const middle = judgedAt?.toSorted()[Math.floor(labels.length / 2)];
  if (judgedAt === undefined || middle === undefined || judgedAt.some(Number.isNaN)) return null;
  const fold = Uint8Array.from(judgedAt, (time) => (time < middle ? 0 : 1));
  const whole = [0, 1].every((own) =>
    [0, 1].every((label) => fold.some((each, row) => each === own && labels[row] === label)),
  );
  return whole ? fold : null;
}

/** Calibration of held-out log-odds by weighted maximum likelihood. */
export function calibrationOf(
  logOdds: Float64Array,
  examples: Pick<Examples, "labels" | "weights">,
): Calibration {
  const data = { logOdds, labels: examples.labels, weights: scaledWeights(examples.weights) };
  const tried: ReturnType<typeof fitLine>[] = [];
  // Each line begins at that of the floor before, which lies close to it.
  for (const floor of floors) tried.push(fitLine(data, floor, tried.at(-1)));
  const [plain, ...floored] = tried;
  const best = floored.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
  const chosen = plain === undefined || 2 * (best.likelihood - plain.likelihood) > leastGain ? best : plain;
  return { floor: chosen.floor, intercept: chosen.intercept, slope: chosen.slope };
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

/** Bounds of the slope: held-out log-odds are neither worthless nor far too timid. */
const slopes = { least: 0.05, most: 4 } as const;

/** Fisher's scoring with halved steps (McCullagh and Nelder 1989, Generalized Linear Models, 2.5). */
function fitLine(
  data: Data,
  floor: number,
  start: Pick<Calibration, "intercept" | "slope"> = { intercept: 0, slope: 1 },
): Calibration & { readonly likelihood: number } {
  let line: Calibration = { floor, intercept: start.intercept, slope: start.slope };
  let likelihood = likelihoodOf(data, line);
  for (let iteration = 0; iteration < 50; iteration++) {
    const [byIntercept, bySlope] = scoringStep(data, line);
    let [next, after] = [line, Number.NEGATIVE_INFINITY];
    for (let share = 1; after < likelihood && share > 1e-6; share /= 2) {
      next = {
        floor,
        intercept: line.intercept + share * byIntercept,
        slope: Math.min(slopes.most, Math.max(slopes.least, line.slope + share * bySlope)),
      };
      after = likelihoodOf(data, next);
    }
    if (!(after > likelihood + 1e-9)) break;
    [line, likelihood] = [next, after];
  }
  return { ...line, likelihood };
}

function scoringStep(
  { logOdds, labels, weights }: Data,
  { floor, intercept, slope }: Calibration,
): [intercept: number, slope: number] {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
  for (const [item, x] of logOdds.entries()) {
    const above = probabilityOf(intercept + slope * x);
    const p = within(floor + (1 - floor) * above);
    const rise = (1 - floor) * above * (1 - above);
    const certainty = (weights[item] ?? 0) / (p * (1 - p));
    const pull = certainty * ((labels[item] ?? 0) - p) * rise;
    const information = certainty * rise * rise;
    g0 += pull;
    g1 += pull * x;
    h00 += information;
    h01 += information * x;
    h11 += information * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 0)) return [0, 0];
  return [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
}

function likelihoodOf({ logOdds, labels, weights }: Data, { floor, intercept, slope }: Calibration): number {
  let sum = 0;
  for (const [item, x] of logOdds.entries()) {
    const p = within(floor + (1 - floor) * probabilityOf(intercept + slope * x));
    sum += (weights[item] ?? 0) * Math.log(labels[item] === 1 ? p : 1 - p);
  }
  return sum;
}

function within(probability: number): number {
  return Math.min(1 - 1e-12, Math.max(1e-12, probability));
}
