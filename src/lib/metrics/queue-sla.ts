import { share } from "../statistics/wilson.js";
import type { MetricDefinition } from "./definition.js";
import { reviewSlaQuery } from "./queries/review-work.js";
import { sum } from "./sums.js";

/** Share of the review jobs that were decided by the time they were due. */
export const queueSla: MetricDefinition = {
  id: "queue_sla",
  name: "Reviews in time",
  group: "Detection",
  definition:
    "Of the review jobs that fell due, the share that were decided by then. Decided later, and open though overdue, are breaches; open and not yet due is neither.",
  formula: "decided in time ÷ (decided in time + decided late + open overdue)",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of jobs that fell due",
  owner: "Review operations",
  caveats: [
    "By the day that jobs were due.",
    "Leaving open overdue jobs out would make a queue that nobody works on look punctual.",
    "Jobs without a due time, and decisions without a time, are not in it.",
  ],
  degenerate: "No job that fell due: no data.",
  better: "up",
  tables: ["review_jobs", "review_decisions"],
  columns: { review_jobs: ["due_at"], review_decisions: ["decided_at"] },
  query: reviewSlaQuery,
  estimate: (rows) => {
    const [met, late, overdue] = ["met", "late", "overdue"].map((column) => sum(rows, column)) as [
      number | null,
      number | null,
      number | null,
    ];
    return met === null || late === null || overdue === null
      ? share(null, null)
      : share(met, met + late + overdue);
  },
};
