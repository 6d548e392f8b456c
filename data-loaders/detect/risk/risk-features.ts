import type { Engine } from "../../engine/engine.js";
import { featureTypes } from "../../features/registry.js";
import { countOf } from "../../features/window-counts.js";
import { columnsOf } from "../../pipeline/input-views.js";
import { runningRules, type RunningRule } from "../../rules/running.js";
import type { Rule } from "../../rules/read-rules.js";
import { loadedOwnColumns } from "../../features/own-columns.js";

/** What rows of `account_features` say to a risk model. */
export interface RiskColumns {
  /** Columns of `account_features`. */
  readonly features: readonly string[];
  readonly flags: readonly RunningRule[];
}

/**
 * What a risk model may learn from in a warehouse: numbers and flags among the columns of `account_features`, and hits of running
 * heuristic rules. What texts say is left to rules.
 */
export async function riskColumns(engine: Engine, rules: readonly Rule[]): Promise<RiskColumns> {
  const types = featureTypes("account", await loadedOwnColumns(engine));
  const made = await columnsOf(engine, "account_features");
  return {
    features: made.filter((name) => name in types && types[name] !== "text").sort(),
    flags: flaggingRules(rules),
  };
}

/** Running rules about accounts whose hits are features, too: heuristics alone, so that no model learns from itself. */
export function flaggingRules(rules: readonly Rule[]): RunningRule[] {
  return runningRules(rules).filter(({ rule }) => rule.rule.kind === "heuristic");
}

/** Name of the feature that says whether a rule hits. */
export function flagName(rule: string): string {
  return `rule:${rule}`;
}

/** What a feature is counted with when asked how much it matters: all windows of one count are one. */
export function featureGroup(feature: string): string {
  return countOf(feature)?.count ?? feature;
}

/** Whether a feature is a rule's hit. */
export function isFlag(feature: string): boolean {
  return feature.startsWith("rule:");
}
