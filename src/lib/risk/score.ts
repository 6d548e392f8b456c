import { probabilityOf } from "./elementary.js";
import { onLogScale, within } from "./examples.js";
import type { LogisticModel, Model, Tree, TreesModel } from "./model.js";

/** Features of one account in the model's order; NaN where unknown, flags 0 and 1. */
export type FeatureValues = ArrayLike<number>;

/** Log-odds that an account violates. */
export function logOddsOf(model: Model, values: FeatureValues): number {
  if (model.kind === "trees")
    return model.trees.reduce(
      (sum, tree) => sum + leafValue(tree, (feature) => values[feature] ?? Number.NaN),
      model.intercept,
    );
  return model.coefficients.reduce(
    (sum, _, feature) => sum + logisticContribution(model, feature, values),
    model.intercept,
  );
}

/**
 * How far log-odds move where some features take other values: only what asks for these is looked at.
 *
 * @param features numbers of the features that may differ
 * @returns given what the values were and what they are
 */
export function logOddsChange(
  model: Model,
  features: readonly number[],
): (before: ValueOf, after: ValueOf) => number {
  if (model.kind === "logistic")
    return (before, after) =>
      features.reduce(
        (sum, feature) =>
          sum +
          contributionOf(model, feature, after(feature)) -
          contributionOf(model, feature, before(feature)),
        0,
      );
  const asked = new Set(features);
  const trees = model.trees.filter((tree) => tree.feature.some((feature) => asked.has(feature)));
  return (before, after) =>
    trees.reduce((sum, tree) => sum + leafValue(tree, after) - leafValue(tree, before), 0);
}

/** The value of a feature; NaN where unknown. */
type ValueOf = (feature: number) => number;

/**
 * Probability that reviewers would call an account violating, in [0, 1]: the same to the last bit in a browser and in the build.
 */
export function scoreOf(model: Model, values: FeatureValues): number {
  return scoreOfLogOdds(model, logOddsOf(model, values));
}

/** The score of log-odds, which rises with them. */
export function scoreOfLogOdds({ floor }: Model, logOdds: number): number {
  return floor + (1 - floor) * probabilityOf(logOdds);
}

/** What stands behind a score: log-odds of `base` and of each feature add up to those of it. */
export interface Explanation {
  /** Log-odds of the score, to the bits of `logOddsOf`. */
  readonly logOdds: number;
  /** Log-odds without anything of the account's own. */
  readonly base: number;
  /** Log-odds that each feature adds, in the model's order. */
  readonly contributions: Float64Array;
}

/**
 * What each feature adds to an account's log-odds. Logistic: coefficient × standardised feature, which is exact. Trees: the change of a
 * tree's mean value at each step of the account's path, given to the feature that the step asks for (Saabas 2014; Palczewska et al.
 * 2014, Advances in Intelligent Systems and Computing 263:193–218).
 *
 * @param contributions what is written to: an array of its own where left out
 */
export function explain(
  model: Model,
  values: FeatureValues,
  contributions: Float64Array = new Float64Array(values.length),
): Explanation {
  contributions.fill(0);
  return model.kind === "logistic"
    ? explainLogistic(model, values, contributions)
    : explainTrees(model, values, contributions);
}

function explainLogistic(
  model: LogisticModel,
  values: FeatureValues,
  contributions: Float64Array,
): Explanation {
  let logOdds = model.intercept;
  for (let feature = 0; feature < contributions.length; feature++) {
    const contribution = logisticContribution(model, feature, values);
    contributions[feature] = contribution;
    logOdds += contribution;
  }
  return { logOdds, base: model.intercept, contributions };
}

/** A score with what stands behind it. */
export interface ExplainedScore {
  readonly score: number;
  /** Log-odds that each feature adds, in the model's order. */
  readonly contributions: Float64Array;
}

/**
 * `scoreOf` and `explain` at once, to the same bits.
 *
 * @param into what contributions are written to, where many accounts are scored one after the other
 */
export function explainedScore(model: Model, values: FeatureValues, into?: Float64Array): ExplainedScore {
  const { logOdds, contributions } = explain(model, values, into);
  return { score: scoreOfLogOdds(model, logOdds), contributions };
}

/** The features that bear on a score the most, either way, the strongest first; those that add nothing are left out. */
export function largestContributions(contributions: Float64Array, most: number): number[] {
  const largest: number[] = [];
  const strength = (feature: number | undefined): number =>
    feature === undefined ? 0 : Math.abs(contributions[feature] ?? 0);
  for (let feature = 0; feature < contributions.length; feature++) {
    if (strength(feature) <= (largest.length < most ? 0 : strength(largest[most - 1]))) continue;
    let place = largest.length;
    while (place > 0 && strength(largest[place - 1]) < strength(feature)) place--;
    largest.splice(place, 0, feature);
    if (largest.length > most) largest.pop();
  }
  return largest;
}

function logisticContribution(model: LogisticModel, feature: number, values: FeatureValues): number {
  return contributionOf(model, feature, values[feature] ?? Number.NaN);
}

function contributionOf(model: LogisticModel, feature: number, value: number): number {
  if (Number.isNaN(value)) return 0;
  const bounded = within(value, model.lows[feature] ?? value, model.highs[feature] ?? value);
  return (
    (model.coefficients[feature] ?? 0) *
    ((onLogScale(bounded) - (model.means[feature] ?? 0)) / (model.scales[feature] ?? 1))
  );
}

function explainTrees(model: TreesModel, values: FeatureValues, contributions: Float64Array): Explanation {
  let [base, logOdds] = [model.intercept, model.intercept];
  for (const tree of model.trees) {
    base += tree.value[0] ?? 0;
    let node = 0;
    for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
      const next = childOf(tree, node, values[feature] ?? Number.NaN);
      contributions[feature] =
        (contributions[feature] ?? 0) + (tree.value[next] ?? 0) - (tree.value[node] ?? 0);
      node = next;
    }
    logOdds += tree.value[node] ?? 0;
  }
  return { logOdds, base, contributions };
}

/** Log-odds that a tree adds for an account whose features `of` gives. */
export function leafValue(tree: Tree, of: ValueOf): number {
  let node = 0;
  for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1)
    node = childOf(tree, node, of(feature));
  return tree.value[node] ?? 0;
}

function childOf(tree: Tree, node: number, value: number): number {
  return value >= (tree.threshold[node] ?? 0) ? (tree.right[node] ?? 0) : node + 1;
}
