import { prevalence } from "../metrics/prevalence.js";
import { share } from "../statistics/wilson.js";
import type { SumRow } from "../metrics/definition.js";
import { contextOf, sumRows } from "./metric-rate.js";
import type { Inputs } from "./inputs.js";
import type { Rate } from "./rates.js";
import { percent } from "./words.js";

/** Prevalence as a rate: corrected for the reviewers' errors where gold items say how large these are. */
export function prevalenceRate(inputs: Inputs): Rate {
  const context = contextOf(inputs);
  const accuracy = context.reviewers ? accuracyText(context.reviewers) : null;
  const { corrected } = prevalence;
  return {
    id: "prevalence",
    label: accuracy ? "Spam views" : "Spam views (apparent)",
    of: "of views",
    metric: prevalence.id,
    unit: prevalence.unit,
    better: prevalence.better,
    family: { label: "Prevalence samples", cubes: ["prevalence", "prevalence_by_country"] },
    estimate: (cells) => {
      const rows = sumRows(cells, prevalence);
      return accuracy && corrected ? corrected(rows, context) : prevalence.estimate(rows, context);
    },
    counted: "reviewed samples",
    change: "relative",
    notes: accuracy
      ? [`Corrected for reviewers' errors: ${accuracy} on gold items.`]
      : ["Apparent: as reviewed, not corrected for reviewers' errors, for want of gold items."],
  };
}

/** "sensitivity 95 %, specificity 98 %"; null where gold items of either kind are wanting. */
function accuracyText(reviewers: readonly SumRow[]): string | null {
  const total = (column: string): number =>
    reviewers.reduce((sum, row) => sum + (typeof row[column] === "number" ? row[column] : 0), 0);
  const sensitivity = share(total("positives_found"), total("positives")).value;
  const specificity = share(total("negatives_found"), total("negatives")).value;
  return sensitivity === null || specificity === null
    ? null
    : `sensitivity ${percent(sensitivity)}, specificity ${percent(specificity)}`;
}
