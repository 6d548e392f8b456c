import { seededRandom, shuffled } from "../statistics/random.js";
import { binFeature } from "./bins.js";
import { probabilityOf } from "./elementary.js";
import { type Examples, scaledWeights } from "./examples.js";
import { growTree, type TreeOptions } from "./grow-tree.js";
import type { Tree, TreesModel } from "./model.js";
import { leafValue } from "./score.js";

export interface TreesOptions extends TreeOptions {
  readonly trees: number;
  /** Share of the accounts that each tree is grown on. */
  readonly sample: number;
  /** Share of the features that each tree may ask for. */
  readonly featureSample: number;
  readonly seed: number;
  /** Thresholds that each feature is cut at, at most. */
  readonly thresholds: number;
}

const defaults: TreesOptions = {
  trees: 130,
  depth: 3,
  rate: 0.05,
  penalty: 1,
  leastHessian: 1,
  sample: 0.5,
  featureSample: 0.4,
  thresholds: 63,
  seed: 0,
};

/**
 * Gradient-boosted trees for the logistic loss (Friedman 2001, Annals of Statistics 29:1189–1232), each grown on a random part of the
 * accounts (Friedman 2002, Computational Statistics and Data Analysis 38:367–378). Equal seeds give equal models.
 *
 * @throws RangeError where either class is missing
 */
export function fitTrees(examples: Examples, options: Partial<TreesOptions> = {}): TreesModel {
  const { labels, columns } = examples;
  if (!labels.includes(1) || !labels.includes(0))
    throw new RangeError("a model needs accounts that violate and accounts that do not");
  const { trees: count, sample, featureSample, seed, thresholds, ...growing } = { ...defaults, ...options };
  const weights = scaledWeights(examples.weights);
  const features = columns.map((column) => binFeature(column, thresholds));
  const random = seededRandom(seed);
  const intercept = oddsOf(labels, weights);
  const logOdds = new Float64Array(labels.length).fill(intercept);
  const trees: Tree[] = [];
  const [gradient, hessian] = [new Float64Array(labels.length), new Float64Array(labels.length)];
  while (trees.length < count) {
    for (let row = 0; row < labels.length; row++) {
      const p = probabilityOf(logOdds[row] ?? 0);
      gradient[row] = (weights[row] ?? 0) * (p - (labels[row] ?? 0));
      hessian[row] = (weights[row] ?? 0) * p * (1 - p);
    }
    const rows = Int32Array.from(labels.keys()).filter(() => random() < sample);
    const asked = shuffled(features.length, random)
      .subarray(0, Math.ceil(featureSample * features.length))
      .sort();
    const tree = growTree(features, { gradient, hessian }, { rows, features: asked }, growing);
    trees.push(tree);
    for (let row = 0; row < labels.length; row++)
      logOdds[row] =
        (logOdds[row] ?? 0) + leafValue(tree, (feature) => columns[feature]?.[row] ?? Number.NaN);
  }
  return { kind: "trees", floor: 0, intercept, trees };
}

/** Log-odds of all accounts together. */
function oddsOf(labels: Uint8Array, weights: Float64Array): number {
  let [violating, total] = [0, 0];
  for (const [row, label] of labels.entries()) {
    total += weights[row] ?? 0;
    violating += label * (weights[row] ?? 0);
  }
  return Math.log(violating / (total - violating));
}
