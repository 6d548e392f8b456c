import { runningRules, type RunningRule } from "../../rules/running.js";
import type { Rule } from "../../rules/read-rules.js";
import { featureTypes, type OwnColumns } from "../../features/registry.js";
import { countOf } from "../../features/window-counts.js";

/**
 * What a risk model may learn from: numbers and flags of the registry and of the source's own columns of accounts. What texts say is
 * left to rules.
 */
export function riskFeatures(own: OwnColumns): string[] {
  return Object.entries(featureTypes("account", own))
    .filter(([, type]) => type !== "text")
    .map(([name]) => name)
    .sort();
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
