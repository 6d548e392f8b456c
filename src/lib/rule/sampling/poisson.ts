/**
 * The chance with which an item is reviewed that several queues could draw. All of them compare one number with their own
 * chances (coordinated Poisson sampling: Brewer, Early and Joyce 1972, Australian Journal of Statistics 14:231–239), so one review serves
 * every queue that asks for it, and the largest chance is the item's.
 *
 * @param chances of each queue, in [0, 1]; none gives 0
 */
export function inclusionProbability(chances: readonly number[]): number {
  return Math.min(1, Math.max(0, ...chances));
}

/** Whether an item's number draws it. */
export function isDrawn(number: number, probability: number): boolean {
  return number < probability;
}

/**
 * The budget of a queue with which all of them together expect as many reviews as there is time for: queues that ask for the same
 * items leave more for others.
 *
 * @param reviews expected reviews for a budget; must not fall as the budget grows
 * @param target reviews that there is time for
 * @param most budget beyond which nothing more can be drawn
 * @returns a budget with no more than the target, within a half percent of the best
 */
export async function fittingBudget(
  reviews: (budget: number) => number | Promise<number>,
  target: number,
  most: number,
): Promise<number> {
  if ((await reviews(most)) <= target) return most;
  let [low, high] = [0, most];
  for (let step = 0; step < 24 && high - low > 0.005 * high; step++) {
    const middle = (low + high) / 2;
    if ((await reviews(middle)) <= target) low = middle;
    else high = middle;
  }
  return low;
}
