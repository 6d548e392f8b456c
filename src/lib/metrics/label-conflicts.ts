import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { reviewAgreementQuery } from "./queries/review-agreement.js";
import { sum } from "./sums.js";

/** Share of the jobs with several decisions whose labels differ. */
export const labelConflicts: MetricDefinition = {
  id: "label_conflicts",
  name: "Conflicting labels",
  group: "Detection",
  definition: "Of the jobs that several reviewers decided, the share to which they gave different labels.",
  formula: "jobs whose decisions differ ÷ jobs with two decisions or more",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of jobs with several decisions",
  owner: "Quality assurance",
  caveats: [
    "Most second reviews are of false positives, so this is no share of all jobs: reviewer agreement is weighted.",
  ],
  degenerate: "No job with two decisions: no data.",
  better: "down",
  tables: ["review_jobs", "review_decisions"],
  columns: {},
  query: reviewAgreementQuery,
  estimate: (rows) => {
    const twice = rows.filter((row) => Number(row["decisions"]) >= 2);
    return share(sum(twice, "conflicts") ?? 0, sum(twice, "jobs") ?? 0);
  },
};

/** Share of the decided jobs without a label that could be agreed on. */
export const uncertainLabels: MetricDefinition = {
  id: "uncertain_labels",
  name: "Uncertain labels",
  group: "Detection",
  definition:
    "Of the decided jobs, the share of which reviewers could not say what they are, or were of two minds. They are in no rate's denominator.",
  formula: "decided jobs whose label is uncertain ÷ decided jobs",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of decided jobs",
  owner: "Quality assurance",
  caveats: ["A tie of two reviewers is uncertain until a third decides.", "Gold items are left out."],
  degenerate: "No decided job: no data.",
  better: "down",
  tables: ["review_jobs", "review_decisions"],
  columns: {},
  query: reviewAgreementQuery,
  estimate: (rows) => share(sum(rows, "uncertain") ?? 0, sum(rows, "jobs") ?? 0),
};
