import type { Estimate } from "../statistics/estimate.js";
import { type Cells, by, cellsOf, sumOf, sumsOf, within } from "./cells.js";
import { noData, weighted, wilson } from "./estimates.js";
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
  readonly variance: number;
}

/** Precision over all enforcement of a range. */
export interface EnforcementPrecision {
  readonly rules: readonly RulePrecision[];
  /** Σ actions_r P̂_r ÷ Σ actions_r over the rules with labels. */
  readonly precision: Estimate;
  /** Actions of the rules with labels, and of all. */
  readonly covered: number;
  readonly actions: number;
}

/**
 * Precision of a rule from its labelled hits by stratum: Σ W_h p̂_h, Wilson's interval with
 * n_eff = P̃(1 − P̃)/V where p̃_h = (TP_h + ½)/(n_h + 1), V = Σ W_h² p̃_h(1 − p̃_h)/n_h.
 */
export function stratifiedPrecision(cells: Cells): { precision: Estimate; variance: number } {
  const strata = [...by(cells, "stratum").values()].map((part) => {
    const [reviewed, truths, weight] = sumsOf(part, ["reviewed", "true_positives", "weight_micro"]);
    return { reviewed: reviewed ?? 0, truths: truths ?? 0, weight: weight ?? 0 };
  });
  const labelled = strata.filter(({ reviewed }) => reviewed > 0);
  const total = strata.reduce((sum, { weight }) => sum + weight, 0);
  const known = labelled.reduce((sum, { weight }) => sum + weight, 0);
  const numerator = labelled.reduce((sum, { truths }) => sum + truths, 0);
  const denominator = labelled.reduce((sum, { reviewed }) => sum + reviewed, 0);
  if (known <= 0) return { precision: { ...noData, numerator, denominator }, variance: 0 };
  let [share, smoothed, variance] = [0, 0, 0];
  for (const { reviewed, truths, weight } of labelled) {
    const part = weight / known;
    const smooth = (truths + 0.5) / (reviewed + 1);
    share += (part * truths) / reviewed;
    smoothed += part * smooth;
    variance += (part ** 2 * smooth * (1 - smooth)) / reviewed;
  }
  const { low, high } = wilson(share, variance > 0 ? (smoothed * (1 - smoothed)) / variance : denominator);
  const coverage = known / total;
  return {
    precision: {
      value: share,
      low: low * coverage,
      high: high * coverage + (1 - coverage),
      numerator,
      denominator,
    },
    variance,
  };
}

/** Precision of the enforcement in a range, by primary rule; labels of the months that the range touches. */
export function enforcementPrecision(inputs: Inputs, range: DayRange): EnforcementPrecision | Missing {
  const strata = cubeNamed(inputs.artifacts, "precision_strata");
  if (!strata)
    return lacking(missingTables(inputs.artifacts["precision_strata"]) ?? [], "Precision of enforcement");
  const selected = select(inputs, { label: "Actions by rule", cubes: ["actions_by_rule"] }, ["rule"]);
  if (isMissing(selected)) return selected;
  const labels = by(within(cellsOf(strata), { from: startOf(range.from, "month"), to: range.to }), "rule");
  const actions = within(selected.cells, range);
  const rules = [...by(actions, "rule")]
    .filter(([rule]) => rule !== "")
    .map(([rule, cells]): RulePrecision => {
      const part = labels.get(rule);
      const estimate = part ? stratifiedPrecision(part) : { precision: noData, variance: 0 };
      return { rule, actions: sumOf(cells, "actions") ?? 0, ...estimate };
    })
    .sort((a, b) => b.actions - a.actions || (a.rule < b.rule ? -1 : 1));
  const labelled = rules.filter(({ precision }) => precision.value !== null);
  const covered = labelled.reduce((sum, rule) => sum + rule.actions, 0);
  return {
    rules,
    precision: combined(labelled, covered),
    covered,
    actions: sumOf(actions, "actions") ?? 0,
  };
}

function combined(rules: readonly RulePrecision[], actions: number): Estimate {
  if (actions === 0) return noData;
  let [share, variance, numerator, denominator] = [0, 0, 0, 0];
  for (const rule of rules) {
    const part = rule.actions / actions;
    share += part * (rule.precision.value ?? 0);
    variance += part ** 2 * rule.variance;
    numerator += rule.precision.numerator ?? 0;
    denominator += rule.precision.denominator ?? 0;
  }
  return { value: share, ...weighted(share, variance, denominator), numerator, denominator };
}

/** Wrong actions for every 10^5 active accounts; null bounds where either side is unknown. */
export function wrongActions(enforcement: EnforcementPrecision, activeAccounts: number | null): Estimate {
  const { precision, covered } = enforcement;
  if (!activeAccounts || precision.value === null || precision.low === null || precision.high === null)
    return noData;
  const scale = (covered / activeAccounts) * 1e5;
  return {
    value: (1 - precision.value) * scale,
    low: (1 - precision.high) * scale,
    high: (1 - precision.low) * scale,
    numerator: precision.denominator === null ? null : precision.denominator - (precision.numerator ?? 0),
    denominator: precision.denominator,
  };
}
