import { share } from "../statistics/wilson.js";
import type { MetricDefinition, MetricQuery } from "./definition.js";
import { sum } from "./sums.js";

const goldSums = {
  positives: "decisions on items that are true positives",
  positives_found: "of these, called so",
  negatives: "decisions on other items",
  negatives_found: "of these, not called true positives",
};

const goldCounts = `@count_if(j.gold_label = 'true_positive') AS positives,
  @count_if(j.gold_label = 'true_positive' AND d.label = 'true_positive') AS positives_found,
  @count_if(j.gold_label <> 'true_positive') AS negatives,
  @count_if(j.gold_label <> 'true_positive' AND d.label <> 'true_positive') AS negatives_found`;

/** How often reviewers give the right answer where it is known. */
export const reviewerAccuracy: MetricDefinition = {
  id: "reviewer_accuracy",
  name: "Reviewer accuracy on gold items",
  group: "Detection",
  definition:
    "Of the answers that reviewers gave to items whose right answer is known, the share that were right. Its two parts, sensitivity and specificity, correct the other figures for reviewers' errors.",
  formula: "(violations called so + others called so) ÷ decisions on gold items; uncertain ones left out",
  estimator: "Share with the score interval of Wilson 1927.",
  unit: "share",
  unitText: "share of decisions",
  owner: "Quality assurance",
  caveats: [
    "Gold items that reviewers recognise make them look better than they are.",
    "A violation of another policy counts as no violation of the one asked about.",
  ],
  degenerate: "No decision on a gold item: no data, and no corrected figure anywhere.",
  better: "up",
  tables: ["review_jobs", "review_decisions"],
  columns: { review_jobs: ["gold_label"] },
  query: {
    table: "metric_reviewer_gold",
    title: "Reviewers on gold items",
    reads: [
      { table: "review_jobs", columns: ["job_id", "queue", "gold_label"] },
      { table: "review_decisions", columns: ["job_id", "label", "decided_at"] },
    ],
    keys: ["day", "queue"],
    sums: goldSums,
    sql: `SELECT
  @day(d.decided_at) AS day,
  coalesce(j.queue, '') AS queue,
  ${goldCounts}
FROM review_decisions d
JOIN review_jobs j ON j.job_id = d.job_id
WHERE j.gold_label <> 'uncertain' AND d.label <> 'uncertain'
GROUP BY @day(d.decided_at), coalesce(j.queue, '')
ORDER BY day, queue`,
  },
  estimate: (rows) =>
    share(
      (sum(rows, "positives_found") ?? 0) + (sum(rows, "negatives_found") ?? 0),
      (sum(rows, "positives") ?? 0) + (sum(rows, "negatives") ?? 0),
    ),
};

/** The same by reviewer: how good each one is, for those who coach them. */
export const goldByReviewerQuery: MetricQuery = {
  table: "metric_gold_by_reviewer",
  title: "Reviewers on gold items, by reviewer",
  reads: [
    { table: "review_jobs", columns: ["job_id", "queue", "gold_label"] },
    { table: "review_decisions", columns: ["job_id", "reviewer_id", "label"] },
  ],
  keys: ["queue", "reviewer"],
  sums: goldSums,
  sql: `SELECT
  coalesce(j.queue, '') AS queue,
  d.reviewer_id AS reviewer,
  ${goldCounts}
FROM review_decisions d
JOIN review_jobs j ON j.job_id = d.job_id
WHERE j.gold_label <> 'uncertain' AND d.label <> 'uncertain' AND d.reviewer_id IS NOT NULL
GROUP BY coalesce(j.queue, ''), d.reviewer_id
ORDER BY queue, reviewer`,
};
