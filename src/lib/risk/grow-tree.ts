import type { BinnedFeature } from "./bins.js";
import type { Tree } from "./model.js";

export interface TreeOptions {
  /** Splits from the root to a leaf, at most. */
  readonly depth: number;
  /** Penalty on squared leaf values. */
  readonly penalty: number;
  /** The least sum of second derivatives on either side of a split. */
  readonly leastHessian: number;
  /** What leaf values are multiplied with. */
  readonly rate: number;
}

/** First and second derivatives of the loss by each account's log-odds. */
export interface Derivatives {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

interface Split {
  readonly feature: number;
  /** Bins below this one go left. */
  readonly bin: number;
  readonly gain: number;
}

/**
 * Grows a regression tree on derivatives of a loss, by histograms: every split is the one of greatest gain (Chen and Guestrin 2016,
 * KDD, 785–794, equations 5–7); of equal ones the first feature's, lowest threshold.
 *
 * @param sample accounts that it is grown on, and numbers of the features that it may ask for, ascending
 */
export function growTree(
  features: readonly BinnedFeature[],
  { gradient, hessian }: Derivatives,
  sample: { readonly rows: Int32Array; readonly features: Int32Array },
  options: TreeOptions,
): Tree {
  const tree: Tree = { feature: [], threshold: [], right: [], value: [] };
  const { rows, features: asked } = sample;
  const grow = (own: Int32Array, depth: number): number => {
    const node = tree.feature.length;
    const [g, h] = sums(own, gradient, hessian);
    const split = depth > 0 ? bestSplit(features, asked, { gradient, hessian }, own, [g, h], options) : null;
    tree.feature.push(split?.feature ?? -1);
    tree.threshold.push(split === null ? 0 : (features[split.feature]?.thresholds[split.bin - 2] ?? 0));
    tree.right.push(0);
    tree.value.push(split === null ? rounded((-options.rate * g) / (h + options.penalty)) : 0);
    if (split === null) return h;
    const [below, above] = parted(own, features[split.feature]?.bins ?? none.bins, split.bin);
    const left = grow(below, depth - 1);
    const rightNode = tree.feature.length;
    tree.right[node] = rightNode;
    const right = grow(above, depth - 1);
    tree.value[node] = rounded(
      ((tree.value[node + 1] ?? 0) * left + (tree.value[rightNode] ?? 0) * right) / (left + right),
    );
    return h;
  };
  grow(rows, options.depth);
  return tree;
}

function bestSplit(
  features: readonly BinnedFeature[],
  asked: Int32Array,
  { gradient, hessian }: Derivatives,
  rows: Int32Array,
  [g, h]: readonly [number, number],
  { penalty, leastHessian }: TreeOptions,
): Split | null {
  let best: Split | null = null;
  const whole = (g * g) / (h + penalty);
  const [gradients, hessians] = [new Float64Array(256), new Float64Array(256)];
  for (const feature of asked) {
    const { bins, thresholds } = features[feature] ?? none;
    gradients.fill(0);
    hessians.fill(0);
    for (const row of rows) {
      const bin = bins[row] ?? 0;
      gradients[bin] = (gradients[bin] ?? 0) + (gradient[row] ?? 0);
      hessians[bin] = (hessians[bin] ?? 0) + (hessian[row] ?? 0);
    }
    let [leftG, leftH] = [gradients[0] ?? 0, hessians[0] ?? 0];
    for (let bin = 2; bin <= thresholds.length + 1; bin++) {
      leftG += gradients[bin - 1] ?? 0;
      leftH += hessians[bin - 1] ?? 0;
      if (leftH < leastHessian || h - leftH < leastHessian) continue;
      const gain = (leftG * leftG) / (leftH + penalty) + (g - leftG) ** 2 / (h - leftH + penalty) - whole;
      if (gain > 1e-9 && gain > (best?.gain ?? 0)) best = { feature, bin, gain };
    }
  }
  return best;
}

/** Rows whose bin lies below another, and the others, in their order. */
function parted(rows: Int32Array, bins: Uint8Array, bin: number): [Int32Array, Int32Array] {
  const [left, right] = [new Int32Array(rows.length), new Int32Array(rows.length)];
  let [lefts, rights] = [0, 0];
  for (const row of rows) {
    if ((bins[row] ?? 0) < bin) left[lefts++] = row;
    else right[rights++] = row;
  }
  return [left.subarray(0, lefts), right.subarray(0, rights)];
}

function sums(rows: Int32Array, gradient: Float64Array, hessian: Float64Array): [number, number] {
  let [g, h] = [0, 0];
  for (const row of rows) {
    g += gradient[row] ?? 0;
    h += hessian[row] ?? 0;
  }
  return [g, h];
}

const none: BinnedFeature = { bins: new Uint8Array(), thresholds: new Float64Array() };

/** To six decimals: a model is read and sent. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
