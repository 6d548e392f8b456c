import { prevalence } from "../metrics/prevalence.js";
import { share } from "../statistics/wilson.js";
import type { SumRow } from "../metrics/definition.js";
import { contextOf, metricRate, prevalenceQueue } from "./metric-rate.js";
import type { Inputs } from "./inputs.js";
import type { Rate } from "./rates.js";
import { percent } from "./words.js";

/** Prevalence as a rate: corrected for the reviewers' errors where gold items say how large these are. */
export function prevalenceRate(inputs: Inputs): Rate {
  const { reviewers } = contextOf(inputs, undefined, prevalenceQueue);
  return metricRate(inputs, prevalence, {
    family: { label: "Prevalence samples", cubes: ["prevalence", "prevalence_by_country"] },
    label: reviewers ? "Spam views" : "Spam views (apparent)",
    of: "of views",
    counted: "reviewed samples",
    change: "relative",
    corrected: true,
    queue: prevalenceQueue,
    notes: [
      reviewers
        ? `Corrected for reviewers' errors: ${accuracyText(reviewers)} on gold items.`
        : "Apparent: as reviewed, not corrected for reviewers' errors, for want of gold items among the samples.",
    ],
  });
}

/** Prevalence as reviewed, beside the corrected one. */
export function apparentPrevalenceRate(inputs: Inputs): Rate {
  return {
    ...metricRate(inputs, prevalence, {
      family: { label: "Prevalence samples", cubes: ["prevalence", "prevalence_by_country"] },
      label: "Spam views, as reviewed",
      of: "of views",
      counted: "reviewed samples",
      change: "relative",
    }),
    id: "prevalence-apparent",
  };
}

/** "sensitivity 95 %, specificity 98 %". */
function accuracyText(reviewers: readonly SumRow[]): string {
  const total = (column: string): number =>
    reviewers.reduce((sum, row) => sum + (typeof row[column] === "number" ? row[column] : 0), 0);
  const sensitivity = share(total("positives_found"), total("positives")).value;
  const specificity = share(total("negatives_found"), total("negatives")).value;
  return `sensitivity ${percent(sensitivity)}, specificity ${percent(specificity)}`;
}
