/** Items with a score, what they turned out to be, and how many items each stands for. */
export interface Scored {
  readonly scores: ArrayLike<number>;
  /** 1 for a positive, 0 for a negative. */
  readonly labels: ArrayLike<number>;
  /** Weights above 0; 1 for each where they are left out. */
  readonly weights?: ArrayLike<number> | undefined;
}

/** The positives and negatives of one score, weighted. */
export interface ScoreGroup {
  readonly score: number;
  readonly positives: number;
  readonly negatives: number;
}

/** Positives and negatives by distinct score, the highest first. */
export function byScore({ scores, labels, weights }: Scored): ScoreGroup[] {
  const order = Array.from({ length: scores.length }, (_, item) => item).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  );
  const groups: { score: number; positives: number; negatives: number }[] = [];
  for (const item of order) {
    const score = scores[item] ?? 0;
    const weight = weights?.[item] ?? 1;
    let group = groups.at(-1);
    if (group?.score !== score) groups.push((group = { score, positives: 0, negatives: 0 }));
    if (labels[item] === 1) group.positives += weight;
    else group.negatives += weight;
  }
  return groups;
}
