/** A feature cut into bins, so that splits are looked for among few thresholds. */
export interface BinnedFeature {
  /** Bin of each account: 0 where the feature is unknown, 1 below the first threshold, and so on. */
  readonly bins: Uint8Array;
  /** Ascending; each lies halfway between two values that occur. */
  readonly thresholds: Float64Array;
}

/**
 * Cuts a feature at quantiles of its accounts: a value that many share has a bin of its own.
 *
 * @param column NaN where unknown
 * @param most thresholds, below 255
 */
export function binFeature(column: Float64Array, most: number): BinnedFeature {
  const known = column.filter((value) => !Number.isNaN(value)).sort();
  const cuts: number[] = [];
  for (let cut = 1; cut <= most; cut++) {
    let at = Math.floor((known.length * cut) / (most + 1));
    while (at > 0 && known[at] === known[at - 1]) at--;
    const [below, above] = [known[at - 1], known[at]];
    if (below === undefined || above === undefined) continue;
    const threshold = halfway(below, above);
    if (threshold !== cuts.at(-1)) cuts.push(threshold);
  }
  const last = known.at(-1);
  const rarest = known.findLast((value) => value !== last);
  if (last !== undefined && rarest !== undefined && cuts.length < most) {
    const threshold = halfway(rarest, last);
    if (threshold > (cuts.at(-1) ?? Number.NEGATIVE_INFINITY)) cuts.push(threshold);
  }
  const thresholds = Float64Array.from(cuts);
  return { thresholds, bins: Uint8Array.from(column, (value) => binOf(thresholds, value)) };
}

/** Above `below`, and not above `above`, which are next to each other at the least. */
function halfway(below: number, above: number): number {
  const middle = below + (above - below) / 2;
  return middle > below ? middle : above;
}

function binOf(thresholds: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (thresholds[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
