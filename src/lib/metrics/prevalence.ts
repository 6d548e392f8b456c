import { hajekRatio } from "../statistics/hajek-ratio.js";
import { correctForReviewers } from "./corrected.js";
import type { MetricDefinition, SumRow } from "./definition.js";
import type { Estimate } from "../statistics/estimate.js";
import { sum } from "./sums.js";

/** Share of views that were of violating content, from a sample of content. */
export const prevalence: MetricDefinition = {
  id: "prevalence",
  name: "Prevalence (spam view rate)",
  group: "Exposure",
  definition:
    "Of all views on the platform, the share that were of content breaking the spam policies, estimated from a random sample of content that reviewers labelled.",
  formula: "Σ(yᵢvᵢ ÷ πᵢ) ÷ Σ(vᵢ ÷ πᵢ): y violating or not, v views, π the chance of being sampled",
  estimator:
    "Hájek ratio with linearised variance (Särndal, Swensson and Wretman 1992, 5.7); Wilson's interval at the effective sample size (Korn and Graubard 1998). Corrected: Rogan and Gladen 1978, with the gold items' uncertainty carried into the interval (Lang and Reiczigel 2014).",
  unit: "share",
  unitText: "share of views",
  owner: "Measurement",
  caveats: [
    "As reviewed it is apparent prevalence: at .1 % true prevalence a specificity of .995 alone makes it .6 %.",
    "About 100 violating items are needed before the relative error is under 20 %.",
    "Items whose reviewers were uncertain are not in the denominator; their share is shown.",
  ],
  degenerate:
    "No labelled item: no data. No violating item: 0 with an upper bound. No gold items: no corrected figure.",
  better: "down",
  tables: ["prevalence_samples"],
  columns: {},
  query: {
    table: "metric_prevalence",
    title: "Prevalence samples",
    reads: [
      { table: "prevalence_samples", day: "prevalence_samples.sampled_on" },
      {
        table: "events",
        columns: ["event_id", "account_id", "surface"],
        optional: { event_id: "VARCHAR", account_id: "VARCHAR", surface: "VARCHAR" },
      },
      {
        table: "accounts",
        columns: ["account_id", "country"],
        optional: { account_id: "VARCHAR", country: "VARCHAR" },
      },
    ],
    day: "day",
    keys: ["day", "surface", "country"],
    sums: {
      reviewed: "sampled items with a label other than uncertain",
      violating: "of these, violating",
      uncertain: "sampled items labelled uncertain",
      weight: "views ÷ chance of being sampled, rounded to whole views, of reviewed items",
      weight_violating: "the same of violating items",
      weight_squared: "its square, of reviewed items",
      weight_squared_violating: "its square, of violating items",
    },
    sql: `WITH samples AS (
  SELECT
    s.sampled_on AS day,
    coalesce(e.surface, '') AS surface,
    coalesce(p.country, '') AS country,
    s.label AS label,
    CAST(floor(@ratio(s.views, s.inclusion_prob) + 0.5) AS DECIMAL(18, 0)) AS weight
  FROM prevalence_samples s
  LEFT JOIN events e ON e.event_id = s.event_id
  LEFT JOIN accounts p ON p.account_id = e.account_id
  WHERE s.inclusion_prob > 0 AND s.views IS NOT NULL AND s.label IS NOT NULL AND @in_days(s.sampled_on)
)
SELECT
  day, surface, country,
  @count_if(label <> 'uncertain') AS reviewed,
  @count_if(label = 'violating') AS violating,
  @count_if(label = 'uncertain') AS uncertain,
  @sum_if(weight, label <> 'uncertain') AS weight,
  @sum_if(weight, label = 'violating') AS weight_violating,
  @sum_if(weight * weight, label <> 'uncertain') AS weight_squared,
  @sum_if(weight * weight, label = 'violating') AS weight_squared_violating
FROM samples
GROUP BY day, surface, country
ORDER BY day, surface, country`,
  },
  estimate: apparent,
  corrected: (rows, { reviewers = [] }) => correctForReviewers(apparent(rows), reviewers),
};

function apparent(rows: readonly SumRow[]): Estimate {
  const [reviewed, uncertain] = [sum(rows, "reviewed") ?? 0, sum(rows, "uncertain") ?? 0];
  return {
    ...hajekRatio({
      items: reviewed,
      positives: sum(rows, "violating") ?? 0,
      weight: sum(rows, "weight") ?? 0,
      weightPositive: sum(rows, "weight_violating") ?? 0,
      weightSquared: sum(rows, "weight_squared") ?? 0,
      weightSquaredPositive: sum(rows, "weight_squared_violating") ?? 0,
    }),
    basis: "as reviewed",
    uncertainShare: reviewed + uncertain > 0 ? uncertain / (reviewed + uncertain) : null,
  };
}
