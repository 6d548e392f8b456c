import type { RuleOverview, RulesArtifact } from "../../rule/overview.js";
import { addDays } from "../../time/index.js";
import { bannerOf, figureCard, missingCard, tableOf } from "../cards.js";
import { countChange } from "../change.js";
import { counted, deltaOf, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, CardSpec, PageView } from "../page-view.js";
import { exact, many, percent, rounded } from "../words.js";
import { isActing, rulesOf, titleOf } from "./artifact.js";
import { ruleAttention, shortened, type RankedItem } from "./attention.js";
import { lastDays, lately, weeklyPoints } from "./hits.js";
import { wrongActionsByRule } from "./wrong-actions.js";

const panels = 8;
const month = 28;

/** What deserves attention? */
export function todayView(inputs: Inputs): PageView {
  const artifact = rulesOf(inputs);
  const shared = { page: "today", banner: bannerOf(inputs), findings: findingsFor(inputs, "today") };
  if ("why" in artifact)
    return {
      ...shared,
      headline: "What deserves attention is unknown: this source has no rules",
      summary: artifact.remedy,
      numbers: [
        missingNumber(
          { id: "attention", label: "Rules that need attention", metric: "rule_health", unit: "count" },
          artifact,
        ),
      ],
      cards: [missingCard(inputs, courseText, artifact)],
    };
  const items = ruleAttention(artifact.rules, artifact.asOf);
  return {
    ...shared,
    ...answer(artifact, items),
    numbers: numbers(artifact, items),
    attention: shortened(items),
    links: [
      { label: "All rules", href: "/analyst/rules" },
      { label: "Explore", href: "/analyst/explore" },
      { label: "SQL", href: "/analyst/sql" },
    ],
    command: "shrike rules",
    cards: [...courseCard(inputs, artifact, items), ...wrongCard(inputs, artifact.rules)],
  };
}

/** Findings that call for someone today; the others can wait. */
function pressing(items: readonly RankedItem[]): RankedItem[] {
  return items.filter(({ rank }) => rank <= 6);
}

function answer(
  { rules, total }: RulesArtifact,
  items: readonly RankedItem[],
): Pick<PageView, "headline" | "summary"> {
  const acting = rules.filter(isActing);
  const urgent = pressing(items);
  const first = urgent[0];
  const needy = new Set(urgent.map(({ rule }) => rule)).size;
  const left =
    total > rules.length
      ? ` Only the ${exact(rules.length)} of ${exact(total)} rules that changed last are looked at.`
      : "";
  if (first === undefined && acting.length > 0 && !acting.some(isJudged))
    return {
      headline: `Whether any of ${many(acting.length, "acting rule")} needs attention is unknown`,
      summary: `None of them has a hit or a label on record: no alarm can go off.${left}`,
    };
  if (first === undefined)
    return {
      headline:
        acting.length === 0
          ? "Nothing deserves attention: no rule acts"
          : `Nothing deserves attention: ${acting.length === 1 ? "the one acting rule runs" : `all ${exact(acting.length)} acting rules run`} as ${acting.length === 1 ? "it" : "they"} should`,
      summary: `${items.length === 0 ? "No gate is near, and no alarm is on." : `${many(items.length, "smaller matter")} below can wait.`}${left}`,
    };
  const decayed = urgent.filter(({ item, rank }) => item.kind === "Decay" && rank < 10);
  const silent = urgent.filter(({ item }) => item.kind === "Silent").length;
  const fallen = urgent.filter(({ item }) => item.kind === "Yield").length;
  const parity = urgent.filter(({ item }) => item.kind === "Parity").length;
  const parts = [
    decayed.length > 0
      ? `${exact(decayed.length)} under ${decayed.length === 1 ? "its" : "their"} target`
      : "",
    parity > 0 ? `${exact(parity)} not doing what ${parity === 1 ? "its file says" : "their files say"}` : "",
    silent > 0 ? `${exact(silent)} silent` : "",
    fallen > 0 ? `${exact(fallen)} with fewer hits than before` : "",
  ].filter(Boolean);
  return {
    headline: `${many(needy, "rule needs", "rules need")} attention${first.item.subject === null ? "" : `, first of all ${first.item.subject.text}`}`,
    summary: `Of ${many(acting.length, "acting rule")}: ${parts.length === 0 ? "see below" : parts.join(", ")}; a rule may be in several of these.${left}`,
  };
}

/** Whether anything is on record that an alarm could go off by. */
function isJudged(rule: RuleOverview): boolean {
  return rule.hits.length > 0 || rule.precision.reviewed.value !== null;
}

function numbers({ rules, asOf }: RulesArtifact, items: readonly RankedItem[]): BigNumber[] {
  const acting = rules.filter(isActing);
  const plain = { delta: null, sparkline: [] };
  const under = acting.filter(({ health }) => health.some(({ kind }) => kind === "decay")).length;
  const known = acting.filter(({ precision }) => precision.reviewed.value !== null).length;
  const lacking = rules
    .filter(({ promotion, target }) => promotion.next !== null && target !== null && !promotion.open)
    .reduce(
      (sum, { promotion: { labels, labelsNeeded } }) => sum + Math.max(0, (labelsNeeded ?? 0) - labels),
      0,
    );
  return [
    {
      ...plain,
      id: "attention",
      label: "Rules that need attention",
      metric: "rule_health",
      unit: "count",
      estimate: counted(
        items.length === 0 && acting.length > 0 && !acting.some(isJudged)
          ? null
          : new Set(pressing(items).map(({ rule }) => rule)).size,
      ),
    },
    hitsNumber(rules, asOf),
    {
      ...plain,
      id: "under-target",
      label: "Acting rules under their target",
      metric: "precision_decay",
      unit: "count",
      estimate: counted(known === 0 ? null : under),
    },
    {
      ...plain,
      id: "precision-unknown",
      label: "Acting rules of unknown precision",
      metric: "rule_precision",
      unit: "count",
      estimate: counted(acting.length - known),
    },
    {
      ...plain,
      id: "labels-lacking",
      label: "Labels that rules on their way lack",
      metric: "promotion_gate",
      unit: "count",
      estimate: counted(lacking),
    },
  ];
}

function hitsNumber(rules: readonly RuleOverview[], asOf: string): BigNumber {
  const sums = (days: number): number[] =>
    rules
      .map((rule) => lastDays(rule, days))
      .reduce<number[]>(
        (total, hits) => total.map((sum, day) => sum + (hits[day] ?? 0)),
        Array.from({ length: days }, () => 0),
      );
  const both = sums(2 * month);
  const any = rules.some(({ hits }) => hits.length > 0);
  return {
    id: "hits",
    label: `Hits in the last ${month} days`,
    metric: "rule_hits",
    unit: "count",
    estimate: counted(any ? both.slice(month).reduce((sum, hits) => sum + hits, 0) : null),
    delta: deltaOf(countChange(both.slice(month), both.slice(0, month)), "neither"),
    sparkline: any ? both.slice(month).map((y, index) => ({ x: addDays(asOf, index + 1 - month), y })) : [],
  };
}

const courseText = {
  id: "hits-of-needy-rules",
  metric: "rule_hits",
  width: 12 as const,
  title: "Hits of the rules that need attention",
  subtitle: "Hits by week as a share of each rule's busiest week, so that courses compare",
};

/** Hits of the rules that need attention: their shapes, each against its own busiest week. */
function courseCard(inputs: Inputs, { rules }: RulesArtifact, items: readonly RankedItem[]): CardSpec[] {
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
function wrongCard(inputs: Inputs, rules: readonly RuleOverview[]): CardSpec[] {
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
