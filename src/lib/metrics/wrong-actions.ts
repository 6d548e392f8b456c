import { type Estimate, noData } from "../statistics/estimate.js";
import type { EstimateContext, MetricDefinition, SumRow } from "./definition.js";
import { enforcementPrecision } from "./enforcement-precision.js";
import { sum } from "./sums.js";

/** Wrong actions for every 100,000 active accounts. */
export const wrongActions: MetricDefinition = {
  id: "wrong_actions",
  name: "Estimated wrong actions",
  group: "User cost",
  definition:
    "How many of the period's actions on rules' hits were wrong, for every 100,000 accounts active in it: what enforcement costs people who did nothing.",
  formula: "Σ actions_r (1 − P̂_r) ÷ active accounts × 10⁵, by the primary rule of each action",
  estimator:
    "From the precision of enforcement, with its interval (Zou, Huang and Zhang 2009); the number of active accounts is counted, not estimated.",
  unit: "per-100k",
  unitText: "actions per 100,000 active accounts",
  owner: "Detection",
  caveats: [
    "Several wrong actions may fall on one account.",
    "Read it beside the days until an action was put right.",
  ],
  degenerate: "No active account, no action on a rule's hit, or no label: no data.",
  better: "down",
  tables: ["events", "actions", "action_rules", "rule_hits", "review_jobs", "review_decisions"],
  columns: {},
  query: enforcementPrecision.query,
  estimate: (rows, context = {}) => perActive(rows, context, enforcementPrecision.estimate(rows, context)),
  corrected: (rows, context) =>
    perActive(rows, context, enforcementPrecision.corrected?.(rows, context) ?? noData()),
};

function perActive(
  rows: readonly SumRow[],
  { activeAccounts }: EstimateContext,
  precision: Estimate,
): Estimate {
  const { value, low, high, numerator, denominator, ...rest } = precision;
  const actions =
    sum(
      rows.filter(({ rule }) => rule !== ""),
      "actions",
    ) ?? 0;
  if (!activeAccounts || low === null || high === null)
    return { ...rest, value: null, low: null, high: null, numerator: null, denominator };
  const scale = (actions / activeAccounts) * 1e5;
  return {
    ...rest,
    value: value === null ? null : (1 - value) * scale,
    low: (1 - high) * scale,
    high: (1 - low) * scale,
    numerator: (denominator ?? 0) - (numerator ?? 0),
    denominator,
  };
}
