import type { Estimate } from "../statistics/estimate.js";
import { type Cells, cellsOf, sumsOf } from "./cells.js";
import { corrected, noData, proportion, type ReviewerAccuracy, weighted } from "./estimates.js";
import { cubeNamed, type Inputs } from "./inputs.js";
import type { Rate } from "./rates.js";
import { percent } from "./words.js";

/** How well the reviewers did on gold items, over all data; null where there are none. */
export function reviewerAccuracy({ artifacts }: Inputs): ReviewerAccuracy | null {
  const cube = cubeNamed(artifacts, "reviewer_gold");
  if (!cube) return null;
  const [positives, found, negatives, rejected] = sumsOf(cellsOf(cube), [
    "positives",
    "positives_found",
    "negatives",
    "negatives_found",
  ]);
  if (!positives || !negatives) return null;
  return {
    sensitivity: proportion(found ?? 0, positives),
    specificity: proportion(rejected ?? 0, negatives),
  };
}

/**
 * The share of views that went to violating content, as reviewed: the Hájek ratio of sampling-weighted views with its
 * linearised variance (Särndal, Swensson and Wretman 1992, section 5.6).
 */
export function apparentPrevalence(cells: Cells): Estimate {
  const [reviewed, violating, weight, spam, squares, spamSquares] = sumsOf(cells, [
    "reviewed",
    "violating",
    "weight",
    "weight_violating",
    "weight_squared",
    "weight_squared_violating",
  ]).map((sum) => sum ?? 0) as [number, number, number, number, number, number];
  if (reviewed === 0 || weight <= 0) return { ...noData, numerator: violating, denominator: reviewed };
  const share = spam / weight;
  const variance =
    reviewed > 1
      ? ((spamSquares * (1 - 2 * share) + squares * share ** 2) / weight ** 2) * (reviewed / (reviewed - 1))
      : 0;
  return {
    value: share,
    ...weighted(share, variance, squares > 0 ? weight ** 2 / squares : reviewed),
    numerator: violating,
    denominator: reviewed,
  };
}

/** Prevalence as a rate: corrected for the reviewers' errors where gold items say how large these are. */
export function prevalenceRate(inputs: Inputs): Rate {
  const accuracy = reviewerAccuracy(inputs);
  return {
    id: "prevalence",
    label: accuracy ? "Spam views" : "Spam views (apparent)",
    of: "of views",
    metric: "prevalence",
    unit: "share",
    better: "down",
    family: { label: "Prevalence samples", cubes: ["prevalence", "prevalence_by_country"] },
    estimate: accuracy ? (cells) => corrected(apparentPrevalence(cells), accuracy) : apparentPrevalence,
    counted: "reviewed samples",
    change: "relative",
    notes: accuracy
      ? [
          `Corrected for reviewers' errors: sensitivity ${percent(accuracy.sensitivity.value)}, specificity ${percent(accuracy.specificity.value)} on gold items.`,
        ]
      : ["Apparent: as reviewed, not corrected for reviewers' errors, for want of gold items."],
  };
}
