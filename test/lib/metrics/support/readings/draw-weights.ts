/** A job of one stratum: its run, by a text that sorts runs by time, its chance, and whether it was decided. */
interface DrawnJob {
  readonly run: string;
  readonly probability: number;
  readonly label: unknown;
}

/** How many items each job stands for, among all jobs and among decided ones, when several runs drew from a stratum one after another. */
export function drawWeights<T extends DrawnJob>(
  draws: readonly T[],
  stratumOf: (draw: T) => string,
): { draw: T; weight: number; decidedWeight: number }[] {
  const strata = new Map<string, Map<string, { drawn: number; decided: number }>>();
  for (const draw of draws) {
    const runs = strata.get(stratumOf(draw)) ?? new Map<string, { drawn: number; decided: number }>();
    const { drawn, decided } = runs.get(draw.run) ?? { drawn: 0, decided: 0 };
    runs.set(draw.run, { drawn: drawn + 1, decided: decided + Number(draw.label !== null) });
    strata.set(stratumOf(draw), runs);
  }
  return draws.map((draw) => {
    const runs = strata.get(stratumOf(draw))!;
    const own = runs.get(draw.run)!;
    const [all, later] = [
      { drawn: 0, decided: 0 },
      { drawn: 0, decided: 0 },
    ];
    for (const [run, { drawn, decided }] of runs) {
      all.drawn += drawn;
      all.decided += decided;
      if (run <= draw.run) continue;
      later.drawn += drawn;
      later.decided += decided;
    }
    return {
      draw,
      weight: (own.drawn / draw.probability + later.drawn) / all.drawn,
      decidedWeight:
        ((own.decided / draw.probability + later.decided) * own.drawn) / (all.decided * own.decided),
    };
  });
}

/** Halvings after which a chance is no longer below the half of what is left, eight at most. */
export function chanceBand(probability: number): number {
  return Math.min(8, Math.floor(-Math.log2(probability)) + 1);
}
