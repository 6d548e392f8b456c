import { hajekRatio } from "../statistics/hajek-ratio.js";
import type { Estimate } from "../statistics/estimate.js";
import { correctForReviewers } from "./corrected.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import { sum } from "./sums.js";

/** Share of actions, drawn at random and looked at again, that were wrong. */
export const auditOverturnRate: MetricDefinition = {
  id: "audit_overturn_rate",
  name: "Audit overturn rate",
  group: "User cost",
  definition:
    "Of actions drawn at random and reviewed again, the share found to be wrong. As a random sample they stand for all actions: this is the accuracy figure.",
  formula: "Σ(yᵢ ÷ πᵢ) ÷ Σ(1 ÷ πᵢ) over audited actions: y found wrong, π the chance of being audited",
  estimator:
    "Hájek ratio with linearised variance (Särndal, Swensson and Wretman 1992, 5.7); Wilson's interval at the effective sample size (Korn and Graubard 1998). Corrected: Rogan and Gladen 1978, Lang and Reiczigel 2014.",
  unit: "share",
  unitText: "share of audited actions",
  owner: "Quality assurance",
  caveats: [
    "Auditors err as well: the corrected figure takes their errors on gold items out.",
    "Another policy broken than the one named is not wrong here.",
    "Audits whose reviewers were uncertain are not in the denominator; their share is shown.",
  ],
  degenerate: "No audited action in the period: no data. None found wrong: 0 with an upper bound.",
  better: "down",
  tables: ["actions", "action_rules", "review_jobs", "review_decisions"],
  columns: { review_jobs: ["hit_id"] },
  query: {
    table: "metric_audits",
    title: "Audits of actions",
    reads: [
      { table: "action_facts" },
      { table: "job_labels" },
      { table: "action_rules", columns: ["action_id", "hit_id"] },
      { table: "review_jobs", columns: ["job_id", "hit_id", "sample_design", "inclusion_prob"] },
    ],
    keys: ["day", "policy", "surface", "country", "auto"],
    sums: {
      reviewed: "audited actions with a label other than uncertain, by day of the action",
      overturned: "of these, found wrong",
      uncertain: "audited actions labelled uncertain",
      weight_micro: "1 ÷ chance of being audited, in millionths, of reviewed actions",
      weight_overturned_micro: "the same of actions found wrong",
      weight_squared_milli: "its square, in thousandths, of reviewed actions",
      weight_squared_overturned_milli: "the same of actions found wrong",
    },
    sql: `WITH links AS (
  SELECT j.job_id AS job_id, min(r.action_id) AS action_id, min(j.inclusion_prob) AS inclusion_prob
  FROM review_jobs j
  JOIN action_rules r ON r.hit_id = j.hit_id
  WHERE j.sample_design = 'audit' AND j.inclusion_prob > 0
  GROUP BY j.job_id
),
audits AS (
  SELECT
    f.day AS day, f.policy AS policy, f.surface AS surface, f.country AS country, f.auto AS auto,
    l.label AS label,
    @micro(@ratio(1, k.inclusion_prob)) AS weight,
    @i64(floor(@ratio(1000, k.inclusion_prob * k.inclusion_prob) + 0.5)) AS squared
  FROM links k
  JOIN job_labels l ON l.job_id = k.job_id
  JOIN action_facts f ON f.action_id = k.action_id
)
SELECT
  day, policy, surface, country, auto,
  @count_if(label <> 'uncertain') AS reviewed,
  @count_if(label = 'false_positive') AS overturned,
  @count_if(label = 'uncertain') AS uncertain,
  @sum_if(weight, label <> 'uncertain') AS weight_micro,
  @sum_if(weight, label = 'false_positive') AS weight_overturned_micro,
  @sum_if(squared, label <> 'uncertain') AS weight_squared_milli,
  @sum_if(squared, label = 'false_positive') AS weight_squared_overturned_milli
FROM audits
GROUP BY day, policy, surface, country, auto
ORDER BY day, policy, surface, country, auto`,
  },
  estimate: asReviewed,
  corrected: (rows, { reviewers = [] }) => {
    const { value, low, high, numerator, ...rest } = asReviewed(rows);
    const right: Estimate = {
      ...rest,
      value: value === null ? null : 1 - value,
      low: high === null ? null : 1 - high,
      high: low === null ? null : 1 - low,
      numerator,
    };
    const corrected = correctForReviewers(right, reviewers);
    return {
      ...corrected,
      value: corrected.value === null ? null : 1 - corrected.value,
      low: corrected.high === null ? null : 1 - corrected.high,
      high: corrected.low === null ? null : 1 - corrected.low,
    };
  },
};

function asReviewed(rows: readonly SumRow[]): Estimate {
  const [reviewed, uncertain] = [sum(rows, "reviewed") ?? 0, sum(rows, "uncertain") ?? 0];
  return {
    ...hajekRatio({
      items: reviewed,
      positives: sum(rows, "overturned") ?? 0,
      weight: (sum(rows, "weight_micro") ?? 0) / 1e6,
      weightPositive: (sum(rows, "weight_overturned_micro") ?? 0) / 1e6,
      weightSquared: (sum(rows, "weight_squared_milli") ?? 0) / 1e3,
      weightSquaredPositive: (sum(rows, "weight_squared_overturned_milli") ?? 0) / 1e3,
    }),
    basis: "as reviewed",
    uncertainShare: reviewed + uncertain > 0 ? uncertain / (reviewed + uncertain) : null,
  };
}
