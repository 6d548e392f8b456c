import { count } from "../statistics/count.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { reviewFlowQuery } from "./queries/review-work.js";
import { sum } from "./sums.js";

/** Review jobs that nobody has decided. */
export const reviewBacklog: MetricDefinition = {
  id: "review_backlog",
  name: "Review backlog",
  group: "Detection",
  definition: "Review jobs that were queued and that nobody has decided yet, at the end of the days counted.",
  formula: "jobs queued − jobs first decided, from the first day on",
  estimator:
    "Counted. Expected wait: backlog ÷ jobs decided a day (Little 1961, Operations Research 9:383–387).",
  unit: "items",
  unitText: "jobs",
  owner: "Review operations",
  caveats: [
    "Jobs without a time, and jobs decided at an unknown time, are not in it.",
    "The forecast takes the last 28 days' arrivals and decisions to go on.",
  ],
  degenerate: "No job ever queued: no data.",
  better: "down",
  tables: ["review_jobs", "review_decisions"],
  columns: { review_jobs: ["enqueued_at"], review_decisions: ["decided_at"] },
  query: reviewFlowQuery,
  estimate: (rows) => {
    const [arrived, closed] = [sum(rows, "arrived"), sum(rows, "closed")];
    return count(rows.length === 0 || arrived === null || closed === null ? null : arrived - closed);
  },
};

/** Where a queue is going, by what came in and went out. */
export interface BacklogForecast {
  /** Jobs a day. */
  readonly arriving: number;
  readonly closing: number;
  /** Days that a job which arrives now waits, if reviews go on as they do; null where none is decided. */
  readonly wait: number | null;
  /** Days until the backlog is gone; null where it does not shrink. */
  readonly cleared: number | null;
}

/**
 * Little's law, W = L ÷ λ, with the backlog L and the rate λ at which jobs are decided.
 *
 * @param rows of `metric_review_flow` over the days that are taken to go on
 */
export function forecastBacklog(backlog: number, rows: readonly SumRow[], days: number): BacklogForecast {
  const [arriving, closing] = [(sum(rows, "arrived") ?? 0) / days, (sum(rows, "closed") ?? 0) / days];
  return {
    arriving,
    closing,
    wait: closing > 0 ? backlog / closing : null,
    cleared: closing > arriving ? backlog / (closing - arriving) : null,
  };
}
