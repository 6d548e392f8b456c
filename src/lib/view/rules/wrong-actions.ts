import { bestPrecision } from "../../rule/health.js";
import type { RuleOverview } from "../../rule/overview.js";
import type { CategoryValue } from "../page-view.js";
import { titleOf } from "./artifact.js";
import { ruleHref } from "./links.js";

/** A rule with an estimate of its actions that were wrong. */
export interface WrongActions {
  readonly rule: RuleOverview;
  readonly bar: CategoryValue & { readonly value: number };
}

/** Actions × (1 − precision) of the rules that acted and whose precision is known, most first. */
export function wrongActionsByRule(rules: readonly RuleOverview[]): WrongActions[] {
  return rules
    .flatMap((rule): WrongActions[] => {
      const { value, low, high, denominator } = bestPrecision(rule.precision);
      const { actions } = rule;
      if (!actions || value === null) return [];
      const wrong = (precision: number | null): number | null =>
        precision === null ? null : actions * (1 - precision);
      return [
        {
          rule,
          bar: {
            category: titleOf(rule),
            href: ruleHref(rule.rule),
            value: actions * (1 - value),
            low: wrong(high),
            high: wrong(low),
            n: denominator,
          },
        },
      ];
    })
    .sort((a, b) => b.bar.value - a.bar.value || (a.rule.rule < b.rule.rule ? -1 : 1));
}
