import { correctForReviewers } from "../metrics/corrected.js";
import { type Estimate, noData } from "../statistics/estimate.js";
import { linearCombination } from "../statistics/linear-combination.js";
import { stratifiedShare } from "../statistics/stratified-share.js";
import { contextOf } from "./metric-rate.js";
import { type Cells, by, cellsOf, sumOf, sumsOf, within } from "./cells.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "./inputs.js";
import type { Missing } from "./page-view.js";
import { type DayRange, startOf } from "./periods.js";
import { isMissing, select } from "./selection.js";

/** A rule with its actions in a range and its precision there. */
export interface RulePrecision {
  readonly rule: string;
  readonly actions: number;
  /** As reviewed; a stratum without labels widens the interval by all its weight. */
  readonly precision: Estimate;
  /** With the reviewers' errors taken out; no data without gold items. */
  readonly corrected: Estimate;
}

/** Precision over all enforcement of a range. */
export interface EnforcementPrecision {
  readonly rules: readonly RulePrecision[];
  /** Σ actions_r P̂_r ÷ Σ actions_r over the rules with labels. */
  readonly precision: Estimate;
  readonly corrected: Estimate;
  /** Actions of the rules with labels, and of all. */
  readonly covered: number;
  readonly actions: number;
}

/** Precision of a rule from its labelled hits by version and stratum. */
export function strataOf(cells: Cells): Parameters<typeof stratifiedShare>[0] {
  return [...by(cells, "version").values()]
    .flatMap((version) => [...by(version, "stratum").values()])
    .map((part) => {
      const [reviewed, truths, weight] = sumsOf(part, ["reviewed", "true_positives", "weight_micro"]);
      return { items: reviewed ?? 0, positives: truths ?? 0, weight: weight ?? 0 };
    });
}

/** Precision of the enforcement in a range, by primary rule; labels of the months that the range touches. */
export function enforcementPrecision(inputs: Inputs, range: DayRange): EnforcementPrecision | Missing {
  const strata = cubeNamed(inputs.artifacts, "precision_strata");
  if (!strata)
    return lacking(missingTables(inputs.artifacts["precision_strata"]) ?? [], "Precision of enforcement");
  const selected = select(inputs, { label: "Actions by rule", cubes: ["actions_by_rule"] }, ["rule"]);
  if (isMissing(selected)) return selected;
  const labels = by(within(cellsOf(strata), { from: startOf(range.from, "month"), to: range.to }), "rule");
  const { reviewers = [] } = contextOf(inputs);
  const actions = within(selected.cells, range);
  const rules = [...by(actions, "rule")]
    .filter(([rule]) => rule !== "")
    .map(([rule, cells]): RulePrecision => {
      const part = labels.get(rule);
      const precision = part ? stratifiedShare(strataOf(part)) : { ...noData(), covered: 0 };
      return {
        rule,
        actions: sumOf(cells, "actions") ?? 0,
        precision,
        corrected: correctForReviewers(precision, reviewers, precision.covered),
      };
    })
    .sort((a, b) => b.actions - a.actions || (a.rule < b.rule ? -1 : 1));
  const labelled = rules.filter(({ precision }) => precision.value !== null);
  const covered = labelled.reduce((sum, rule) => sum + rule.actions, 0);
  return {
    rules,
    precision: combined(labelled, covered, "precision"),
    corrected: combined(labelled, covered, "corrected"),
    covered,
    actions: sumOf(actions, "actions") ?? 0,
  };
}

function combined(
  rules: readonly RulePrecision[],
  actions: number,
  basis: "precision" | "corrected",
): Estimate {
  const parts = rules.flatMap((rule) => {
    const { value, low, high } = rule[basis];
    return value === null || low === null || high === null
      ? []
      : [{ coefficient: rule.actions / actions, value, low, high }];
  });
  if (parts.length < rules.length || parts.length === 0) return noData();
  const { value, low, high } = linearCombination(parts);
  const count = (key: "numerator" | "denominator"): number =>
    rules.reduce((sum, { precision }) => sum + (precision[key] ?? 0), 0);
  return {
    value,
    low: Math.max(0, low),
    high: Math.min(1, high),
    numerator: count("numerator"),
    denominator: count("denominator"),
  };
}

/** Wrong actions for every 10^5 active accounts; null bounds where either side is unknown. */
export function wrongActions(enforcement: EnforcementPrecision, activeAccounts: number | null): Estimate {
  const { precision, covered } = enforcement;
  if (!activeAccounts || precision.value === null || precision.low === null || precision.high === null)
    return noData();
  const scale = (covered / activeAccounts) * 1e5;
  return {
    value: (1 - precision.value) * scale,
    low: (1 - precision.high) * scale,
    high: (1 - precision.low) * scale,
    numerator: precision.denominator === null ? null : precision.denominator - (precision.numerator ?? 0),
    denominator: precision.denominator,
  };
}
