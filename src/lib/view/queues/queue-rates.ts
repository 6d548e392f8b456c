import { labelConflicts, uncertainLabels } from "../../metrics/label-conflicts.js";
import { queueSla } from "../../metrics/queue-sla.js";
import { reviewerAccuracy } from "../../metrics/reviewer-accuracy.js";
import { reviewerAgreement } from "../../metrics/reviewer-agreement.js";
import type { Inputs } from "../inputs.js";
import { type Cells, where } from "../cells.js";
import { metricRate, prevalenceQueue } from "../metric-rate.js";
import type { Rate } from "../rates.js";

/** Cells of the queues that rules and actions are reviewed in. */
export function ofReviewers(cells: Cells): Cells {
  return where(cells, "queue", (queue) => queue !== prevalenceQueue);
}

/** The rates of the page of queues. Agreement is of all time: second reviews are few. */
export const queueRates = {
  inTime: (inputs: Inputs): Rate =>
    metricRate(inputs, queueSla, {
      family: { label: "Review jobs", cubes: ["review_sla"] },
      label: "Reviews in time",
      of: "of jobs that fell due",
      counted: "jobs that fell due",
      change: "points",
    }),
  /** Of those who review rules and actions; the labellers of prevalence samples are others. */
  gold: (inputs: Inputs): Rate => {
    const rate = metricRate(inputs, reviewerAccuracy, {
      family: { label: "Gold items", cubes: ["reviewer_gold"] },
      label: "Accuracy on gold items",
      of: "of decisions",
      counted: "decisions on gold items",
      change: "points",
    });
    return { ...rate, estimate: (cells) => rate.estimate(ofReviewers(cells)) };
  },
  agreement: (inputs: Inputs): Rate =>
    metricRate(inputs, reviewerAgreement, {
      family: { label: "Second reviews", cubes: ["review_agreement"] },
      label: "Reviewer agreement (α)",
      of: "",
      counted: "jobs reviewed twice",
      change: "points",
    }),
  conflicts: (inputs: Inputs): Rate =>
    metricRate(inputs, labelConflicts, {
      family: { label: "Second reviews", cubes: ["review_agreement"] },
      label: "Conflicting labels",
      of: "of jobs reviewed twice",
      counted: "jobs reviewed twice",
      change: "points",
    }),
  uncertain: (inputs: Inputs): Rate =>
    metricRate(inputs, uncertainLabels, {
      family: { label: "Labels", cubes: ["review_agreement"] },
      label: "Uncertain labels",
      of: "of decided jobs",
      counted: "decided jobs",
      change: "points",
    }),
};
