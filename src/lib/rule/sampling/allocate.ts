/** A stratum that labels may be drawn from. */
export interface AllocationStratum {
  /** Items that can still be drawn. */
  readonly size: number;
  /** Its share of what is estimated: its rule's hits, in (0, 1]. */
  readonly weight: number;
  /** Labels that it has, and those of them that are true positives. */
  readonly labels: number;
  readonly positives: number;
}

/** Expected labels that a stratum that is drawn from gets at least, as far as it holds so many. */
export const leastOfStratum = 5;

/** Spread of a stratum's labels, √(p̃(1 − p̃)) with p̃ = (x + ½) ÷ (n + 1): ½ where nothing is known. */
function smoothedSpread({ labels, positives }: Pick<AllocationStratum, "labels" | "positives">): number {
  const pulled = (positives + 0.5) / (labels + 1);
  return Math.sqrt(pulled * (1 - pulled));
}

/**
 * Expected labels to draw from each stratum so that the variances of all rules together become as small as they can: n_h + m_h in
 * proportion to W_h √(p̃_h(1 − p̃_h)), m_h labels being there already (Neyman 1934, Journal of the Royal Statistical Society 97:558–625).
 * No stratum gets more than it holds, nor less than five. Where a budget does not reach that far, the strata that
 * widen their rules' intervals most come first, and the others get none.
 *
 * @param budget labels to draw; fractions are allowed, as expected numbers of Poisson samples
 * @returns in the order of the strata; together the budget, or all that there is
 */
export function neymanAllocation(strata: readonly AllocationStratum[], budget: number): number[] {
  const floors = strata.map(({ size }) => Math.min(size, leastOfStratum));
  const needed = floors.reduce((sum, floor) => sum + floor, 0);
  if (needed >= budget) return widestFirst(strata, floors, budget);
  const at = (scale: number): number[] =>
    strata.map((stratum, index) =>
      Math.min(
        stratum.size,
        Math.max(floors[index] ?? 0, scale * stratum.weight * smoothedSpread(stratum) - stratum.labels),
      ),
    );
  const all = strata.reduce((sum, { size }) => sum + size, 0);
  if (all <= budget) return strata.map(({ size }) => size);
  let [low, high] = [0, 1];
  while (total(at(high)) < budget) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (total(at(middle)) < budget) low = middle;
    else high = middle;
  }
  return at(high);
}

/** The floors of the strata with the largest part in their rule's variance, as far as the budget goes. */
function widestFirst(
  strata: readonly AllocationStratum[],
  floors: readonly number[],
  budget: number,
): number[] {
  const part = (stratum: AllocationStratum): number =>
    (stratum.weight * smoothedSpread(stratum)) ** 2 / (stratum.labels + 1);
  const order = strata
    .map((stratum, index) => ({ index, part: part(stratum) }))
    .sort((a, b) => b.part - a.part || a.index - b.index);
  const given = strata.map(() => 0);
  let left = budget;
  for (const { index } of order) {
    const floor = floors[index] ?? 0;
    if (floor > left) continue;
    given[index] = floor;
    left -= floor;
  }
  return given;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
