import { type Estimate } from "../../statistics/estimate.js";
import { hajekRatio } from "../../statistics/hajek-ratio.js";
import { kishSize } from "../../statistics/kish.js";
import { stratifiedShare, type StratifiedShare, type Stratum } from "../../statistics/stratified-share.js";
import type { Cell } from "./kinds.js";
import type { LabelCounts } from "./report.js";

export function accountsOf(cells: readonly Cell[]): number {
  return cells.reduce((total, { accounts }) => total + accounts, 0);
}

export function isReviewed({ kind }: Cell): boolean {
  return kind.violating !== null;
}

/** Share of hits over strata of accounts: those that reviews of hits, samples of accounts, and nothing could reach. */
export function shareOfHits(
  strata: readonly (readonly Cell[])[],
  isPositive: (cell: Cell) => boolean,
): StratifiedShare {
  return stratifiedShare(
    strata
      .filter((stratum) => stratum.length > 0)
      .map((stratum): Stratum => {
        const reviewed = stratum.filter(isReviewed);
        const positives = reviewed.filter(isPositive);
        const { weight, squared } = weightOf(reviewed);
        const items = accountsOf(reviewed);
        return {
          weight: accountsOf(stratum),
          items,
          positives: accountsOf(positives),
          ...(weight > 0
            ? {
                share: weightOf(positives).weight / weight,
                effectiveItems: Math.min(items, kishSize(weight, squared)),
              }
            : {}),
        };
      }),
  );
}

/** Of some labelled accounts, the weighted share of those among them that count. */
export function weightedShare(all: readonly Cell[], counting: readonly Cell[]): Estimate {
  const [whole, part] = [weightOf(all), weightOf(counting)];
  return hajekRatio({
    items: accountsOf(all),
    positives: accountsOf(counting),
    weight: whole.weight,
    weightPositive: part.weight,
    weightSquared: whole.squared,
    weightSquaredPositive: part.squared,
  });
}

export function labelCounts(cells: readonly Cell[]): LabelCounts {
  const countOf = (isOne: (cell: Cell) => boolean): number => accountsOf(cells.filter(isOne));
  const truePositives = countOf(({ positive }) => positive);
  const falsePositives = countOf(({ kind }) => kind.violating === 0);
  const novel = countOf(({ kind, positive }) => kind.violating === 1 && !positive);
  return {
    reviewed: truePositives + falsePositives + novel,
    truePositives,
    falsePositives,
    novel,
    uncertain: countOf(({ kind }) => kind.violating === null && kind.decided),
  };
}

/** Sums of integers, divided once. */
function weightOf(cells: readonly Cell[]): { weight: number; squared: number } {
  return {
    weight: cells.reduce((total, { weightMicro }) => total + weightMicro, 0) / 1e6,
    squared: cells.reduce((total, { weightSquaredMilli }) => total + weightSquaredMilli, 0) / 1e3,
  };
}
