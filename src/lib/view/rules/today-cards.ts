import type { RuleOverview, RulesArtifact } from "../../rule/overview.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact, many, percent, rounded } from "../words.js";
import { titleOf } from "./artifact.js";
import { pressing, type RankedItem } from "./attention.js";
import { lately, weeklyPoints } from "./hits.js";
import { wrongActionsByRule } from "./wrong-actions.js";

const panels = 8;

/** What the card of hits says, whatever it shows. */
export const courseText = {
  id: "hits-of-needy-rules",
  metric: "rule_hits",
  width: 12 as const,
  title: "Hits of the rules that need attention",
  subtitle: "Hits by week as a share of each rule's busiest week, so that courses compare",
};

/** Hits of the rules that need attention: their shapes, each against its own busiest week. */
export function courseCard(
  inputs: Inputs,
  { rules }: RulesArtifact,
  items: readonly RankedItem[],
): CardSpec[] {
  const byId = new Map(rules.map((rule) => [rule.rule, rule]));
  const ids = [...new Set(pressing(items).flatMap(({ rule }) => rule ?? []))];
  const shown = ids
    .flatMap((id) => byId.get(id) ?? [])
    .map((rule) => ({ rule, weeks: weeklyPoints(rule) }))
    .filter(({ weeks }) => weeks.length > 1 && weeks.some(({ y }) => (y ?? 0) > 0))
    .slice(0, panels);
  if (shown.length === 0) return [];
  const fallen = shown.filter(({ rule }) =>
    rule.health.some(({ kind }) => kind === "yield" || kind === "silent"),
  );
  return [
    figureCard(
      inputs,
      {
        ...courseText,
        title:
          fallen.length === 0
            ? "No rule that needs attention has fallen in hits"
            : `${many(fallen.length, "rule")} of ${exact(shown.length)} ${fallen.length === 1 ? "hits" : "hit"} less than before, or nothing`,
        sample: `n = ${exact(shown.reduce((sum, { rule }) => sum + lately(rule, rule.hits.length), 0))} hits of the first above that have any`,
      },
      {
        kind: "small-multiples",
        unit: "share",
        grain: "week",
        panels: shown.map(({ rule, weeks }) => {
          const most = Math.max(...weeks.map(({ y }) => y ?? 0));
          return {
            name: titleOf(rule),
            role: "accent",
            points: weeks.map(({ x, y, n }) => ({ x, y: (y ?? 0) / most, n: n ?? null })),
          };
        }),
      },
      tableOf(
        [
          ["rule", "Rule", "text"],
          ["week", "Week from", "date"],
          ["hits", "Hits", "number"],
        ],
        shown.flatMap(({ rule, weeks }) => weeks.map(({ x, y }) => [titleOf(rule), x, y])),
      ),
    ),
  ];
}

/** What the rules' errors cost users, by rule. */
export function wrongCard(inputs: Inputs, rules: readonly RuleOverview[]): CardSpec[] {
  const wrong = wrongActionsByRule(rules);
  const first = wrong[0]?.bar;
  if (first === undefined) return [];
  const total = wrong.reduce((sum, { bar }) => sum + bar.value, 0);
  const unknown = rules.filter(({ actions, precision }) => actions && precision.reviewed.value === null);
  return [
    figureCard(
      inputs,
      {
        id: "wrong-actions",
        metric: "wrong_actions",
        width: 12,
        title:
          total < 0.5
            ? "Hardly any action on a rule's hit is estimated to have been wrong"
            : `About ${rounded(total)} actions were wrong; ${first.category} is behind ${percent(Number((first.value / total).toPrecision(2)))} of them`,
        subtitle:
          "Actions × (1 − precision of the present version) by primary rule, over all of the data, corrected for reviewers' errors where gold items allow it; whisker: 95 % interval",
        sample: `n = ${exact(wrong.reduce((sum, { bar }) => sum + (bar.n ?? 0), 0))} reviewed hits of ${many(wrong.length, "rule")} that acted`,
        notes:
          unknown.length === 0
            ? []
            : [
                `${many(unknown.length, "rule")} with ${exact(unknown.reduce((sum, { actions }) => sum + (actions ?? 0), 0))} actions ${unknown.length === 1 ? "has" : "have"} no known precision and ${unknown.length === 1 ? "is" : "are"} left out: their wrong actions are unknown, not zero.`,
              ],
      },
      {
        kind: "ranked-bars",
        unit: "count",
        values: wrong.slice(0, 10).map(({ bar }) => bar),
      },
      tableOf(
        [
          ["rule", "Rule", "text"],
          ["actions", "Actions", "number"],
          ["wrong", "Estimated wrong actions", "number"],
          ["low", "95 % interval, low", "number"],
          ["high", "95 % interval, high", "number"],
          ["n", "Reviewed hits", "number"],
        ],
        wrong.map(({ rule, bar: { category, value, low, high, n } }) => [
          category,
          rule.actions,
          value,
          low ?? null,
          high ?? null,
          n ?? null,
        ]),
      ),
    ),
  ];
}
