/** Mean shift, in standard deviations, that half of is not counted, and the sum at which a fall is called one. */
const slack = 0.5;
const limit = 5;

/**
 * First period from which counts have lastingly fallen, by a lower cumulative sum (Page 1954, Biometrika 41:100–115) of
 * variance-stabilised counts, 2(√x − √μ), in units of their own spread in the baseline, which is at least a Poisson count's.
 *
 * @param counts one a period, oldest first
 * @param baseline how many of the first make the baseline, two or more
 * @returns index of the period in which the fall began; null where there is none, or where it has ended
 */
export function fallBegan(counts: readonly number[], baseline: number): number | null {
  if (baseline < 2 || counts.length <= baseline) return null;
  const roots = counts.map((count) => 2 * Math.sqrt(count));
  const first = roots.slice(0, baseline);
  const center = first.reduce((sum, root) => sum + root, 0) / baseline;
  const variance = first.reduce((sum, root) => sum + (root - center) ** 2, 0) / (baseline - 1);
  const spread = Math.max(1, Math.sqrt(variance));
  let total = 0;
  let began: number | null = null;
  for (const [index, root] of roots.entries()) {
    if (index < baseline) continue;
    total = Math.max(0, total + (center - root) / spread - slack);
    if (total === 0) began = null;
    else began ??= index;
  }
  return total > limit ? began : null;
}
