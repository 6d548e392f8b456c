import { type Estimate, noData } from "../statistics/estimate.js";
import { roganGladen } from "../statistics/rogan-gladen.js";
import { withUnlabelled } from "../statistics/stratified-share.js";
import type { SumRow } from "./definition.js";
import { sum } from "./sums.js";

/**
 * An estimate of what reviewers said as one of what is true, by their answers to gold items (rows of `reviewer_accuracy`).
 * No data where there are no gold items of either kind.
 *
 * @param apparent a share of labels with its effective size
 * @param covered share of the frame that it was measured on; the rest may be anything
 */
export function correctForReviewers(apparent: Estimate, reviewers: readonly SumRow[], covered = 1): Estimate {
  const { value, denominator, effectiveSize = denominator, level } = apparent;
  const corrected =
    value === null || effectiveSize === null
      ? null
      : roganGladen(
          value,
          effectiveSize,
          {
            positives: sum(reviewers, "positives") ?? 0,
            positivesFound: sum(reviewers, "positives_found") ?? 0,
            negatives: sum(reviewers, "negatives") ?? 0,
            negativesFound: sum(reviewers, "negatives_found") ?? 0,
          },
          level,
        );
  if (!corrected) return { ...noData(denominator), basis: "corrected" };
  return { ...apparent, ...withUnlabelled(corrected, covered), basis: "corrected" };
}
