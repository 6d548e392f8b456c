import type { RulePeriod } from "../../src/lib/rule/index.js";
import { evaluatedStates } from "./evaluated-hits.js";
import type { Rule } from "./read-rules.js";

/** A rule in the state that its file leaves it in. */
export interface RunningRule {
  readonly rule: Rule;
  readonly period: RulePeriod;
}

/** The rules about accounts that run today, in the order of their ids: each one's place is its bit in masks. */
export function runningRules(rules: readonly Rule[]): RunningRule[] {
  return rules.flatMap((rule) => {
    const period = rule.periods.at(-1);
    return rule.rule.grain === "account" && period !== undefined && evaluatedStates.has(period.state)
      ? [{ rule, period }]
      : [];
  });
}
