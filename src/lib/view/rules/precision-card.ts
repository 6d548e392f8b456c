import { bestPrecision } from "../../rule/health.js";
import type { RuleOverview } from "../../rule/overview.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact, many } from "../words.js";
import { isActing, titleOf } from "./artifact.js";
import { ruleHref } from "./links.js";
import { precisionFloor } from "./rules-list.js";
import { isUnderTarget } from "./words.js";

const shownRules = 25;

/** Precision of the acting rules that act most against their targets, those furthest below first. */
export function precisionCard(inputs: Inputs, rules: readonly RuleOverview[]): CardSpec {
  const acting = rules.filter(isActing);
  const known = acting
    .filter(({ precision }) => bestPrecision(precision).value !== null)
    .sort((a, b) => b.precision.counts.reviewed - a.precision.counts.reviewed)
    .slice(0, shownRules);
  const distance = ({ precision, target }: RuleOverview): number =>
    (bestPrecision(precision).value ?? 1) - (target ?? 0);
  const shown = [...known].sort((a, b) => distance(a) - distance(b));
  const below = shown.filter(isUnderTarget).length;
  const reviewed = shown.reduce((sum, { precision }) => sum + precision.counts.reviewed, 0);
  return figureCard(
    inputs,
    {
      id: "precision-and-target",
      metric: "rule_precision",
      width: 12,
      title:
        shown.length === 0
          ? "The precision of no acting rule is known"
          : below === 0
            ? `Over the whole of its version, none of ${many(shown.length, "acting rule")} is clearly under target`
            : `Over the whole of their versions, ${exact(below)} of ${many(shown.length, "acting rule")} ${below === 1 ? "is" : "are"} clearly under target`,
      subtitle:
        "True positives as a share of hits, present version, corrected for reviewers' errors where gold items allow it; tick: target; whisker: 95 % interval; furthest under its target first",
      sample: shown.length === 0 ? null : `n = ${exact(reviewed)} reviewed hits`,
      notes:
        acting.length === shown.length || shown.length === 0
          ? []
          : [
              `The ${exact(shown.length)} rules with most labels of ${exact(acting.length)} that act; ${exact(acting.filter(({ precision }) => bestPrecision(precision).value === null).length)} have no known precision.`,
            ],
    },
    shown.length === 0
      ? null
      : {
          kind: "dot-intervals",
          unit: "share",
          floor: precisionFloor(shown),
          values: shown.map((rule) => {
            const { value, low, high, denominator } = bestPrecision(rule.precision);
            return {
              category: titleOf(rule),
              href: ruleHref(rule.rule),
              value,
              low,
              high,
              n: denominator,
              target: rule.target,
              accent: isUnderTarget(rule) || below === 0,
            };
          }),
        },
    tableOf(
      [
        ["rule", "Rule", "text"],
        ["precision", "Precision", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["target", "Target", "number"],
        ["labels", "Labels", "number"],
        ["basis", "Basis", "text"],
      ],
      shown.map((rule) => {
        const { value, low, high, basis } = bestPrecision(rule.precision);
        return [
          titleOf(rule),
          value,
          low,
          high,
          rule.target,
          rule.precision.counts.reviewed,
          basis ?? "as reviewed",
        ];
      }),
    ),
  );
}
