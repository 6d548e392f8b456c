import { enforcementPrecision, precisionByRule } from "../metrics/enforcement-precision.js";
import { sum } from "../metrics/sums.js";
import { wrongActions } from "../metrics/wrong-actions.js";
import { type Estimate, noData } from "../statistics/estimate.js";
import { activeAccounts, activeCells } from "./active-accounts.js";
import { within } from "./cells.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "./inputs.js";
import { sliceText } from "./labels.js";
import { contextOf, sumRows } from "./metric-rate.js";
import type { Missing } from "./page-view.js";
import type { DayRange } from "./periods.js";
import { isMissing, select } from "./selection.js";

/** A rule with its actions in a range and its precision there, as reviewed. */
export interface RulePrecision {
  readonly rule: string;
  readonly actions: number;
  readonly precision: Estimate;
}

/** Precision over all enforcement of a range. */
export interface Enforcement {
  /** The rules that acted, most actions first. */
  readonly rules: readonly RulePrecision[];
  /** As reviewed, and with the reviewers' errors taken out. */
  readonly precision: Estimate;
  readonly corrected: Estimate;
  /** For every 10^5 active accounts, as reviewed; no data where active accounts are unknown. */
  readonly wrong: Estimate;
  /** What a reader must know of filters that had no effect. */
  readonly notes: readonly string[];
  /** The filters that had one, in words. */
  readonly filters: string;
  /** Actions on rules' hits, those of rules with labels, and all. */
  readonly byRules: number;
  readonly covered: number;
  readonly actions: number;
}

/** Precision of the enforcement in a range, by primary rule, from the labels of the months that the range touches. */
export function enforcementOf(inputs: Inputs, range: DayRange): Enforcement | Missing {
  if (!cubeNamed(inputs.artifacts, "precision_strata"))
    return lacking(missingTables(inputs.artifacts["precision_strata"]) ?? [], "Precision of enforcement");
  const selected = select(inputs, { label: "Actions by rule", cubes: ["actions_by_rule"] }, ["rule"]);
  if (isMissing(selected)) return selected;
  const rows = sumRows(within(selected.cells, range), enforcementPrecision);
  const active = activeCells(inputs);
  const context = {
    ...contextOf(inputs, range),
    activeAccounts: "why" in active ? null : activeAccounts(active, range),
  };
  const precisions = precisionByRule(context.labels ?? [], context, "as reviewed");
  const rules = rows
    .filter(({ rule }) => rule !== "")
    .map(({ rule, actions }): RulePrecision => {
      const name = String(rule);
      return { rule: name, actions: Number(actions ?? 0), precision: precisions.get(name) ?? noData() };
    })
    .sort((a, b) => b.actions - a.actions || (a.rule < b.rule ? -1 : 1));
  return {
    rules,
    precision: enforcementPrecision.estimate(rows, context),
    corrected: (context.reviewers && enforcementPrecision.corrected?.(rows, context)) ?? noData(),
    wrong: wrongActions.estimate(rows, context),
    notes: selected.notes,
    filters: sliceText(inputs, selected.cells.cube),
    byRules: rules.reduce((total, { actions }) => total + actions, 0),
    covered: rules
      .filter(({ precision }) => precision.value !== null)
      .reduce((total, { actions }) => total + actions, 0),
    actions: sum(rows, "actions") ?? 0,
  };
}
