import { activeCells } from "./active-accounts.js";
import { figureCard, missingCard, tableOf } from "./cards.js";
import { rateChange } from "./change.js";
import { deltaOf, missingNumber } from "./counts.js";
import { type Enforcement, enforcementOf } from "./enforcement-precision.js";
import type { Inputs } from "./inputs.js";
import { labelOf } from "./labels.js";
import type { BigNumber, CardSpec } from "./page-view.js";
import { comparisonOf } from "./periods.js";
import { isMissing } from "./selection.js";
import { during, exact, intervalText, percent, rounded } from "./words.js";

const rulesShown = 20;

/** Precision of enforcement as reviewed and corrected, and what its errors cost: three big numbers. */
export function enforcementNumbers(inputs: Inputs): BigNumber[] {
  const texts = {
    precision: {
      id: "enforcement-precision",
      label: "Precision of enforcement, as reviewed",
      metric: "enforcement_precision",
      unit: "share" as const,
    },
    corrected: {
      id: "enforcement-precision-corrected",
      label: "Precision of enforcement, corrected",
      metric: "enforcement_precision",
      unit: "share" as const,
    },
    wrong: {
      id: "wrong-actions",
      label: "Estimated wrong actions per 100 000 active accounts",
      metric: "wrong_actions",
      unit: "per-100k" as const,
    },
  };
  const now = enforcementOf(inputs, inputs.slice);
  if (isMissing(now)) return Object.values(texts).map((text) => missingNumber(text, now));
  const range = comparisonOf(inputs.slice, inputs.frame.range);
  const earlier = range ? enforcementOf(inputs, range) : null;
  const before = earlier && !isMissing(earlier) ? earlier : null;
  const change = before && rateChange(now.precision, before.precision);
  const { wrong } = now;
  const wrongChange = before && rateChange(wrong, before.wrong);
  const active = activeCells(inputs);
  return [
    { ...texts.precision, estimate: now.precision, delta: deltaOf(change, "up"), sparkline: [] },
    ...(now.corrected.value !== null
      ? [
          {
            ...texts.corrected,
            estimate: now.corrected,
            delta: null,
            sparkline: [],
          },
        ]
      : []),
    "why" in active
      ? missingNumber(texts.wrong, active)
      : {
          ...texts.wrong,
          estimate: wrong,
          delta:
            wrongChange && before?.wrong.value
              ? {
                  value: wrongChange.value / before.wrong.value,
                  kind: "relative",
                  significant: wrongChange.significant,
                  better: "down",
                }
              : null,
          sparkline: [],
        },
  ];
}

/** Precision of the rules that act most, each with its interval. */
export function rulePrecisionCard(inputs: Inputs): CardSpec {
  const { slice } = inputs;
  const enforcement = enforcementOf(inputs, slice);
  const filters = isMissing(enforcement) ? "" : enforcement.filters;
  const text = {
    id: "rule-precision",
    metric: "rule_precision",
    width: 6 as const,
    title: "Precision of each rule",
    subtitle: `True positives ÷ reviewed hits by rule, as reviewed, weighted by stratum; whisker: 95 % interval${filters ? `; ${filters}` : ""}`,
  };
  if (isMissing(enforcement)) return missingCard(inputs, text, enforcement);
  const shown = enforcement.rules.slice(0, rulesShown);
  return figureCard(
    inputs,
    {
      ...text,
      title: precisionTitle(inputs, enforcement),
      sample: `n = ${exact(enforcement.precision.denominator)} reviewed hits of the rules behind ${exact(enforcement.covered)} of ${exact(enforcement.actions)} actions`,
      notes: [
        ...enforcement.notes,
        ...(enforcement.corrected.value !== null
          ? [
              `Corrected for reviewers' errors: ${percent(enforcement.corrected.value)} (${intervalText(enforcement.corrected) ?? "no interval"}).`,
            ]
          : []),
        ...(enforcement.rules.length > rulesShown
          ? [`The ${rulesShown} rules with most actions of ${enforcement.rules.length}.`]
          : []),
        "A rule without labels is unknown: it widens the interval of the total.",
      ],
    },
    {
      kind: "dot-intervals",
      unit: "share",
      values: shown.map(({ rule, precision }) => ({
        category: labelOf(inputs, "rule", rule),
        value: precision.value,
        low: precision.low,
        high: precision.high,
        n: precision.denominator,
      })),
    },
    tableOf(
      [
        ["rule", "Rule", "text"],
        ["actions", "Actions", "number"],
        ["precision", "Precision, as reviewed", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["true_positives", "True positives", "number"],
        ["reviewed", "Reviewed hits", "number"],
      ],
      shown.map(({ rule, actions, precision }) => [
        labelOf(inputs, "rule", rule),
        actions,
        precision.value,
        precision.low,
        precision.high,
        precision.numerator,
        precision.denominator,
      ]),
    ),
  );

  function precisionTitle(of: Inputs, { precision, rules }: Enforcement): string {
    const phrase = during(of.slice, of.frame.range);
    if (rules.length === 0) return `No rule acted ${phrase}`;
    if (precision.value === null) return `Precision unknown: no reviewed hit of a rule that acted ${phrase}`;
    const worst = shown
      .filter(({ precision: one }) => one.high !== null && precision.low !== null && one.high < precision.low)
      .sort((a, b) => (a.precision.high ?? 1) - (b.precision.high ?? 1))[0];
    const all = `${percent(precision.value)} of enforcement was right ${phrase}, as reviewed`;
    return worst
      ? `${all}; ${labelOf(of, "rule", worst.rule)} is clearly below, at ${percent(worst.precision.value)}`
      : `${all}; no rule is clearly below the rest`;
  }
}

/** What wrong actions there were, in words and by rule. */
export function wrongActionsCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text = {
    id: "wrong-actions-by-rule",
    metric: "wrong_actions",
    width: 6 as const,
    title: "Estimated wrong actions",
    subtitle: `Actions × (1 − precision) by rule, as reviewed, ${during(slice, frame.range)}`,
  };
  const enforcement = enforcementOf(inputs, slice);
  if (isMissing(enforcement)) return missingCard(inputs, text, enforcement);
  const rules = enforcement.rules
    .filter(({ precision }) => precision.value !== null)
    .map(({ rule, actions, precision }) => ({
      category: labelOf(inputs, "rule", rule),
      value: actions * (1 - (precision.value ?? 0)),
      low: actions * (1 - (precision.high ?? 1)),
      high: actions * (1 - (precision.low ?? 0)),
      n: precision.denominator,
    }))
    .sort((a, b) => b.value - a.value || (a.category < b.category ? -1 : 1));
  const total = rules.reduce((sum, { value }) => sum + value, 0);
  const { precision, byRules } = enforcement;
  const first = rules[0];
  return figureCard(
    inputs,
    {
      ...text,
      title:
        first && total > 0
          ? `About ${rounded(total)} actions were wrong ${during(slice, frame.range)}; ${first.category} is behind ${percent(first.value / total)} of them`
          : `No wrong action is estimated ${during(slice, frame.range)}`,
      sample:
        precision.low === null || precision.high === null
          ? null
          : `95 % interval ${rounded(byRules * (1 - precision.high))}–${rounded(byRules * (1 - precision.low))} of ${exact(byRules)} actions on rules' hits; n = ${exact(precision.denominator)} reviewed hits`,
      notes: enforcement.notes,
    },
    { kind: "ranked-bars", unit: "count", values: rules.slice(0, 12) },
    tableOf(
      [
        ["rule", "Rule", "text"],
        ["wrong", "Estimated wrong actions", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["n", "Reviewed hits", "number"],
      ],
      rules.map(({ category, value, low, high, n }) => [category, value, low, high, n]),
    ),
  );
}
