import { describe, expect, test } from "vitest";
import { calibrated, calibrationOf } from "../../../src/lib/risk/calibrate.js";
import { fitLogistic } from "../../../src/lib/risk/logistic.js";
import type { Model } from "../../../src/lib/risk/model.js";
import { explain, logOddsOf, scoreOf } from "../../../src/lib/risk/score.js";
import { fitTrees } from "../../../src/lib/risk/trees.js";
import { seededRandom } from "../../../src/lib/statistics/random.js";
import { rowOf, simulated, spansInOrder } from "./support/simulated.js";

const additive = ([a = 0, b = 0]: readonly number[]): number => 1.2 * Math.log1p(a) - 0.9 * Math.log1p(b) - 1;

/** Log-odds of accounts, and labels by reviewers who call a share of the sound ones violating. */
function reviewed(
  size: number,
  mistaken: number,
): { logOdds: Float64Array; labels: Uint8Array; weights: Float64Array } {
  const random = seededRandom(11);
  const logOdds = Float64Array.from({ length: size }, () => 10 * random() - 6);
  const labels = logOdds.map((x) => (random() < 1 / (1 + Math.exp(-x)) || random() < mistaken ? 1 : 0));
  return { logOdds, labels: Uint8Array.from(labels), weights: new Float64Array(size).fill(1) };
}

describe("calibration", () => {
  test("it finds the share of sound accounts that reviewers call violating, and the line above it", () => {
    const { logOdds, ...data } = reviewed(20_000, 0.06);
    const { floor, intercept, slope } = calibrationOf(
      logOdds.map((x) => x / 2 + 1),
      data,
    );
    expect(floor).toBeCloseTo(0.06, 2);
    expect(slope).toBeCloseTo(2, 0);
    expect(intercept).toBeCloseTo(-2, 0);
  });

  test("there is no floor where reviewers make no mistakes, and none for too few accounts to tell", () => {
    const { logOdds, ...data } = reviewed(20_000, 0);
    expect(calibrationOf(logOdds, data).floor).toBe(0);
    const few = reviewed(30, 0.06);
    expect(calibrationOf(few.logOdds, few).floor).toBe(0);
  });

  test("log-odds that part the classes get a finite slope, and worthless ones a flat one", () => {
    const logOdds = Float64Array.of(-3, -2, 2, 3);
    const weights = new Float64Array(4).fill(1);
    expect(calibrationOf(logOdds, { labels: Uint8Array.of(0, 0, 1, 1), weights }).slope).toBeLessThanOrEqual(
      4,
    );
    expect(calibrationOf(logOdds, { labels: Uint8Array.of(1, 1, 0, 0), weights }).slope).toBeCloseTo(0.05, 9);
  });

  test("a calibrated model says how common violations are among what the labels stand for", () => {
    const examples = simulated(4_000, 3, 12, additive);
    // Accounts that do not violate stand for ten each.
    const weights = Float64Array.from(examples.labels, (label) => (label === 1 ? 1 : 10));
    const model = calibrated((each) => fitLogistic(each))({ ...examples, weights }, 0);
    let [predicted, observed, total] = [0, 0, 0];
    for (const [row, label] of examples.labels.entries()) {
      predicted += weights[row]! * scoreOf(model, rowOf(examples, row));
      observed += weights[row]! * label;
      total += weights[row]!;
    }
    expect(predicted / total).toBeCloseTo(observed / total, 2);
  });

  test("contributions of a calibrated model still add up to its log-odds", () => {
    const examples = simulated(600, 3, 13, additive);
    for (const model of [
      calibrated((each) => fitLogistic(each))(examples, 0),
      calibrated((each, seed) => fitTrees(each, { seed, trees: 10 }))(examples, 0),
    ])
      for (let row = 0; row < 50; row++) {
        const { base, contributions } = explain(model, rowOf(examples, row));
        const sum = contributions.reduce((total, each) => total + each, base);
        expect(sum).toBeCloseTo(logOddsOf(model, rowOf(examples, row)), 9);
      }
  });

  test("where times are known, a model is calibrated on accounts of another time: what it learnt of its own time weighs less", () => {
    // A feature that tells accounts apart one way at first and the other way later.
    const { labels, columns, ...rest } = simulated(2_000, 1, 3, ([a = 0]) => 2 * Math.log1p(a) - 4);
    const turned = labels.map((label, row) => (row < 1_300 ? label : 1 - label));
    const examples = { ...rest, columns, labels: turned };
    const fit = calibrated((accounts, _, share) => fitLogistic(accounts, 10 * share));
    const spread = (model: Model): number => Math.abs(logOddsOf(model, [20]) - logOddsOf(model, [0]));
    const dated = fit({ ...examples, span: spansInOrder(2_000) }, 0);
    const undated = fit({ ...examples, span: new Uint8Array(2_000) }, 0);
    expect(spread(dated)).toBeLessThan(spread(undated) / 3);
    expect(undated).toEqual(fit(examples, 0));
  });

  test("heavy labels move a score's height as far as they weigh, and how far apart scores are by their roots alone", () => {
    const { logOdds, labels } = reviewed(4_000, 0);
    const once = new Float64Array(4_000).fill(1);
    // One violating account in fifty stands for a hundred, or for ten.
    const heavy = (weight: number): Float64Array =>
      once.map((_, row) => (labels[row] === 1 && row % 50 === 0 ? weight : 1));
    const [even, ten, hundred] = [once, heavy(10), heavy(100)].map((weights) =>
      calibrationOf(logOdds, { labels, weights }),
    );
    expect(hundred!.intercept).toBeGreaterThan(ten!.intercept + 0.5);
    expect(ten!.intercept).toBeGreaterThan(even!.intercept);
    expect(Math.abs(hundred!.slope - even!.slope)).toBeLessThan(0.5);
  });
});
