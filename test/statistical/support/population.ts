import { Random } from "./random.js";

/**
 * Items of one stratum: truth (1 a violation) and what the reviewer that each lies with says of it, whoever asks
 * (0 true positive, 1 false positive, 2 uncertain).
 */
export interface PopulationStratum {
  readonly name: string;
  readonly truth: Uint8Array;
  readonly reading: Uint8Array;
}

/** All hits of one rule, with a design by which they are reviewed. */
export interface PopulationCell {
  /** Planted precision, share of true positives. */
  readonly precision: number;
  readonly labels: number;
  readonly design: "proportional" | "equal";
  readonly strata: readonly PopulationStratum[];
}

/** A fixed population with planted truth. */
export interface Population {
  readonly cells: readonly PopulationCell[];
  /** Items of known truth before the same reviewers: what each of very many gold decisions says. */
  readonly gold: { readonly truth: Uint8Array; readonly reading: Uint8Array };
}

export interface Reviewer {
  readonly sensitivity: number;
  readonly specificity: number;
}

const uncertainShare = 0.03;
const stratumShares = [0.5, 0.3, 0.15, 0.05];
const itemsOfRule = 60_000;
const goldItems = 60_000;

/** 25 reviewers of sensitivity .85–.99 and specificity .90–.99. */
export function erringReviewers(seed: number): Reviewer[] {
  const random = new Random(seed);
  return Array.from({ length: 25 }, () => ({
    sensitivity: 0.85 + 0.14 * random.uniform(),
    specificity: 0.9 + 0.09 * random.uniform(),
  }));
}

/** Twelve rules (precision × labels × design) of 60,000 hits in four strata, each hit before one of the reviewers. */
export function plantedPopulation(seed: number, reviewers = erringReviewers(seed)): Population {
  const random = new Random(seed + 1);
  const cells = [0.9, 0.97, 0.995].flatMap((precision) =>
    [200, 800].flatMap((labels) =>
      (["proportional", "equal"] as const).map((design) => ({
        labels,
        design,
        ...plantedRule(precision, reviewers, random),
      })),
    ),
  );
  const goldTruth = Uint8Array.from({ length: goldItems }, (_, index) => index % 2);
  return { cells, gold: { truth: goldTruth, reading: read(goldTruth, reviewers, random) } };
}

/** A rule whose share of errors doubles from each stratum to the next. */
function plantedRule(
  precision: number,
  reviewers: readonly Reviewer[],
  random: Random,
): { precision: number; strata: PopulationStratum[] } {
  const scale = stratumShares.reduce((sum, share, index) => sum + share * 2 ** index, 0);
  const strata = stratumShares.map((share, index): PopulationStratum => {
    const errors = ((1 - precision) * 2 ** index) / scale;
    const truth = Uint8Array.from({ length: share * itemsOfRule }, () => Number(!random.chance(errors)));
    return { name: `s${index}`, truth, reading: read(truth, reviewers, random) };
  });
  const right = strata.reduce((sum, { truth }) => sum + truth.reduce((a, b) => a + b, 0), 0);
  return { precision: right / itemsOfRule, strata };
}

function read(truth: Uint8Array, reviewers: readonly Reviewer[], random: Random): Uint8Array {
  return truth.map((violation) => {
    if (random.chance(uncertainShare)) return 2;
    const { sensitivity, specificity } = reviewers[random.below(reviewers.length)]!;
    return violation === 1 ? Number(!random.chance(sensitivity)) : Number(random.chance(specificity));
  });
}
