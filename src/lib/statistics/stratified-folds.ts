import { seededRandom, shuffled } from "./random.js";

/**
 * The fold of each item, for cross-validation in which every fold has its share of each class (Kohavi 1995, IJCAI 2:1137–1143): the
 * sizes of two folds differ by one item of a class at most.
 *
 * @param labels the class of each item, a whole number
 * @param folds at least 2
 * @param seed equal seeds give equal folds
 * @throws RangeError for fewer than two folds
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, seed: number): Int32Array {
  if (!Number.isSafeInteger(folds) || folds < 2)
    throw new RangeError(`folds must be a whole number of at least 2, was ${folds}`);
  const fold = new Int32Array(labels.length);
  const dealt = new Map<number, number>();
  let next = 0;
  for (const item of shuffled(labels.length, seededRandom(seed))) {
    const label = labels[item] ?? 0;
    const before = dealt.get(label) ?? next++;
    fold[item] = before % folds;
    dealt.set(label, before + 1);
  }
  return fold;
}
