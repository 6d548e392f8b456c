/** A label at the end of a line. */
export interface EndLabel {
  readonly text: string;
  readonly value: number;
}

/**
 * Moves labels apart that would overlap, keeping their order, each as near to its line's end as can be.
 *
 * @param labels in any order
 * @param perPixel units of value that one pixel of height stands for
 * @param spacing pixels that two labels need between them
 * @returns a value for each label, in the order given
 */
export function spreadLabels(labels: readonly EndLabel[], perPixel: number, spacing = 14): number[] {
  const gap = perPixel * spacing;
  const order = labels
    .map((_, index) => index)
    .sort((a, b) => (labels[a]?.value ?? 0) - (labels[b]?.value ?? 0));
  const placed = labels.map(({ value }) => value);
  for (let pass = 0; pass < labels.length; pass++)
    for (let i = 1; i < order.length; i++) {
      const [below = 0, above = 0] = [order[i - 1], order[i]];
      const [low = 0, high = 0] = [placed[below], placed[above]];
      const overlap = gap - (high - low);
      if (overlap > 0) {
        placed[below] = low - overlap / 2;
        placed[above] = high + overlap / 2;
      }
    }
  return placed;
}
