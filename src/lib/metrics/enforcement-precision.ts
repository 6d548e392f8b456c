import type { Estimate } from "../statistics/estimate.js";
import { type Part, linearCombination } from "../statistics/linear-combination.js";
import type { EstimateContext, MetricDefinition, SumRow } from "./definition.js";
import { rulePrecision } from "./rule-precision.js";
import { groupRows, sum } from "./sums.js";

/** Share of actions that were right, from the precision of the rules behind them. */
export const enforcementPrecision: MetricDefinition = {
  id: "enforcement_precision",
  name: "Precision of enforcement",
  group: "User cost",
  definition:
    "Of the actions taken on rules' hits, the share that were right, as far as the precision of the rules behind them tells.",
  formula: "Σ actions_r P̂_r ÷ Σ actions_r, by the primary rule of each action",
  estimator:
    "Sum of independent rules' precisions with their intervals combined (Zou, Huang and Zhang 2009); a rule without labels counts as [0, 1].",
  unit: "share",
  unitText: "share of actions on rules' hits",
  owner: "Detection",
  caveats: [
    "Actions without a rule behind them are not in it.",
    "A rule's hits in its labels' months stand for its actions in the period.",
  ],
  degenerate:
    "No action on a rule's hit: no data. Rules without labels widen the interval; with less than half of the actions behind labelled rules the value is unknown.",
  better: "up",
  tables: ["actions", "action_rules", "rule_hits", "review_jobs", "review_decisions"],
  columns: {},
  query: {
    table: "metric_actions_by_rule",
    title: "Actions by rule",
    reads: [
      { table: "action_facts", day: "action_facts.day" },
      {
        table: "action_rules",
        from: "action_rules LEFT JOIN action_facts USING (action_id)",
        day: "action_facts.day",
      },
      { table: "rule_hits", columns: ["hit_id", "rule_id"] },
    ],
    day: "day",
    keys: ["day", "rule", "policy", "surface", "country", "auto"],
    sums: { actions: "actions whose primary rule this is; an empty rule where there is none" },
    sql: `WITH primary_rules AS (
  SELECT r.action_id AS action_id, min(h.rule_id) AS rule
  FROM action_rules r
  JOIN rule_hits h ON h.hit_id = r.hit_id
  WHERE r.is_primary
  GROUP BY r.action_id
)
SELECT
  f.day AS day, coalesce(p.rule, '') AS rule, f.policy AS policy, f.surface AS surface, f.country AS country,
  f.auto AS auto,
  count(*) AS actions
FROM action_facts f
LEFT JOIN primary_rules p ON p.action_id = f.action_id
WHERE @in_days(f.day)
GROUP BY f.day, coalesce(p.rule, ''), f.policy, f.surface, f.country, f.auto
ORDER BY day, rule, policy, surface, country, auto`,
  },
  estimate: (rows, context = {}) => combined(rows, context, "as reviewed"),
  corrected: (rows, context) => combined(rows, context, "corrected"),
};

/** Precision by rule, from rows of `rule_precision`. */
export function precisionByRule(
  labels: readonly SumRow[],
  context: EstimateContext,
  basis: "as reviewed" | "corrected",
): Map<string, Estimate> {
  return new Map(
    groupRows(labels, ["rule"]).map((group) => [
      String(group[0]?.["rule"]),
      basis === "corrected" && rulePrecision.corrected
        ? rulePrecision.corrected(group, context)
        : rulePrecision.estimate(group, context),
    ]),
  );
}

const leastCovered = 0.5;

function combined(
  rows: readonly SumRow[],
  context: EstimateContext,
  basis: "as reviewed" | "corrected",
): Estimate {
  const rules = precisionByRule(context.labels ?? [], context, basis);
  const acted = groupRows(
    rows.filter(({ rule }) => rule !== ""),
    ["rule"],
  ).map((group) => ({
    actions: sum(group, "actions") ?? 0,
    precision: rules.get(String(group[0]?.["rule"])),
  }));
  const actions = acted.reduce((total, rule) => total + rule.actions, 0);
  const labelled = acted.flatMap(({ actions: own, precision }) =>
    precision && precision.value !== null && precision.low !== null && precision.high !== null
      ? [{ actions: own, precision, value: precision.value, low: precision.low, high: precision.high }]
      : [],
  );
  const covered = labelled.reduce((total, rule) => total + rule.actions, 0);
  const numerator = labelled.reduce((total, { precision }) => total + (precision.numerator ?? 0), 0);
  const denominator = labelled.reduce((total, { precision }) => total + (precision.denominator ?? 0), 0);
  if (actions === 0 || covered === 0)
    return { value: null, low: null, high: null, numerator: 0, denominator: 0, basis };
  const parts: Part[] = labelled.map(({ actions: own, value, low, high }) => ({
    coefficient: own / covered,
    value,
    low,
    high,
  }));
  const { value, low, high } = linearCombination(parts);
  const part = covered / actions;
  return {
    value: part < leastCovered ? null : Math.min(1, value),
    low: part * Math.max(0, low),
    high: Math.min(1, part * high + 1 - part),
    numerator,
    denominator,
    basis,
    provisional: labelled.some(({ precision }) => precision.provisional === true),
  };
}
