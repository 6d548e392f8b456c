import type { RuleOverview, RulesArtifact } from "../../rule/overview.js";
import { addDays } from "../../time/index.js";
import { bannerOf, missingCard } from "../cards.js";
import { countChange } from "../change.js";
import { counted, deltaOf, missingNumber } from "../counts.js";
import { emergingAttention } from "../emerging/emerging-attention.js";
import { findingsFor } from "../findings.js";
import { type Inputs, listed } from "../inputs.js";
import type { BigNumber, PageView } from "../page-view.js";
import { exact, many } from "../words.js";
import { isActing, rulesOf } from "./artifact.js";
import { pressing, ruleAttention, shortened, sorted, type RankedItem } from "./attention.js";
import { lastDays } from "./hits.js";
import { queueAttention } from "./queue-attention.js";
import { courseCard, courseText, wrongCard } from "./today-cards.js";

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
  const items = sorted([
    ...ruleAttention(artifact.rules, artifact.asOf),
    ...queueAttention(inputs),
    ...emergingAttention(inputs),
  ]);
  return {
    ...shared,
    ...answer(artifact, items),
    numbers: numbers(artifact, items),
    attention: shortened(items),
    links: [
      { label: "All rules", href: "/analyst/rules" },
      { label: "Queues & labels", href: "/analyst/queues" },
      { label: "Emerging", href: "/analyst/emerging" },
      { label: "Networks", href: "/analyst/networks" },
      { label: "Explore", href: "/analyst/explore" },
      { label: "SQL", href: "/analyst/sql" },
    ],
    command: "shrike rules",
    cards: [...courseCard(inputs, artifact, items), ...wrongCard(inputs, artifact.rules)],
  };
}

function needyRules(items: readonly RankedItem[]): number {
  return new Set(items.flatMap(({ rule }) => rule ?? [])).size;
}

function answer(
  { rules, total }: RulesArtifact,
  items: readonly RankedItem[],
): Pick<PageView, "headline" | "summary"> {
  const acting = rules.filter(isActing);
  const urgent = pressing(items);
  const first = urgent[0];
  const needy = needyRules(urgent);
  const queues = urgent.filter(({ rule }) => rule === null).length;
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
    headline: `${listed([...(needy > 0 ? [many(needy, "rule")] : []), ...(queues > 0 ? [many(queues, "queue")] : [])])} ${needy + queues === 1 ? "needs" : "need"} attention${first.item.subject === null ? "" : `, first of all ${first.item.subject.text}`}`,
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
        needyRules(items) === 0 && acting.length > 0 && !acting.some(isJudged)
          ? null
          : needyRules(pressing(items)),
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
