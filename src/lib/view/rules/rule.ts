import { bestPrecision } from "../../rule/health.js";
import type { RuleOverview, RulesArtifact } from "../../rule/overview.js";
import { platformText } from "../../text/index.js";
import { bannerOf, missingCard } from "../cards.js";
import { counted, deltaOf, missingNumber } from "../counts.js";
import { countChange } from "../change.js";
import { findingsFor } from "../findings.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, PageView } from "../page-view.js";
import { dayText, percent, sentence } from "../words.js";
import { addDays } from "../../time/index.js";
import { hitsRecorded, rulesOf, titleOf, titlesOf } from "./artifact.js";
import { ruleAttention } from "./attention.js";
import { contributionCard, overlapsCard } from "./contribution-cards.js";
import { fileCard, stepsCard } from "./file-cards.js";
import { lastDays } from "./hits.js";
import { labelsCard, samplesCard, segmentsCard } from "./label-cards.js";
import { backtestCommand, ruleLinks } from "./links.js";
import { counterfactualCard, parityCard } from "./outcome-cards.js";
import { hitsCard } from "./hits-card.js";
import { monthsCard, versionsCard } from "./precision-cards.js";
import { precisionText, promotionText, stateNames, unknownPrecision } from "./words.js";

const month = 28;

/** What is known of one rule: that of the slice, or else the one that most needs attention. */
export function ruleView(inputs: Inputs): PageView {
  const artifact = rulesOf(inputs);
  const shared = { page: "rule", banner: bannerOf(inputs), findings: findingsFor(inputs, "rule") };
  const rule = "why" in artifact ? null : chosenRule(artifact, inputs.slice.rule[0]);
  if ("why" in artifact || rule === null) {
    const missing =
      "why" in artifact
        ? artifact
        : { tables: [], why: "No rule is published.", remedy: "Write a rule in the source's folder rules." };
    return {
      ...shared,
      headline: "There is no rule to show",
      summary: missing.remedy,
      numbers: [
        missingNumber(
          { id: "precision", label: "Precision", metric: "rule_precision", unit: "share" },
          missing,
        ),
      ],
      cards: [
        missingCard(
          inputs,
          {
            id: "precision-by-version",
            metric: "rule_precision",
            width: 12,
            title: "Precision",
            subtitle: "By version",
          },
          missing,
        ),
      ],
    };
  }
  const titles = titlesOf("why" in artifact ? [] : artifact.rules);
  const command = backtestCommand(rule);
  return {
    ...shared,
    headline: headline(rule),
    summary: summary(rule, hitsRecorded(inputs, rule)),
    numbers: numbers(rule, artifact.asOf),
    links: ruleLinks(rule),
    ...(command === null ? {} : { command }),
    cards: [
      versionsCard(inputs, rule),
      monthsCard(inputs, rule),
      hitsCard(inputs, rule),
      labelsCard(inputs, rule),
      segmentsCard(inputs, rule),
      contributionCard(inputs, rule),
      overlapsCard(inputs, rule, titles),
      counterfactualCard(inputs, rule),
      parityCard(inputs, rule),
      fileCard(inputs, rule),
      stepsCard(inputs, rule),
      samplesCard(inputs, rule),
    ],
  };
}

/** The rule of an id, or the one that most needs attention; null where there is none. */
export function chosenRule({ rules, asOf }: RulesArtifact, id: string | undefined): RuleOverview | null {
  const asked = rules.find(({ rule }) => rule === id);
  if (asked !== undefined) return asked;
  const [neediest] = ruleAttention(rules, asOf);
  return rules.find(({ rule }) => rule === neediest?.rule) ?? rules[0] ?? null;
}

function headline(rule: RuleOverview): string {
  const title = titleOf(rule);
  const decay = rule.health.find(({ kind }) => kind === "decay");
  const best = bestPrecision(rule.precision);
  if (decay !== undefined)
    return `${title} is under its target${decay.since === null ? "" : `, since ${dayText(decay.since)}`}`;
  if (best.value === null) return `${title}: precision ${unknownPrecision(rule)}`;
  if (rule.target === null) return `${title}: ${percent(best.value)} of its hits are right; it has no target`;
  const target = percent(rule.target);
  if (best.low !== null && best.low >= rule.target)
    return `${title} clears its target: ${percent(best.value)} of its hits are right, at least ${percent(best.low)}`;
  return best.high !== null && best.high < rule.target
    ? `${title} is under its target of ${target}: at most ${percent(best.high)} of its hits are right`
    : `${title}: ${percent(best.value)} of its hits are right; whether it reaches its target of ${target} is open`;
}

function summary(rule: RuleOverview, recorded: boolean): string {
  const { state, version, rollout, since, owner, policy, health, lastHit } = rule;
  const share = state === "limited" ? ` for ${percent(rollout / 100)} of accounts` : "";
  const others = health
    .filter(({ kind }) => kind !== "decay")
    .map(({ text }) => `${platformText(text, 300).replace(/\.$/, "")}.`);
  return [
    `${sentence(stateNames[state])}${share}${since === null ? "" : ` since ${dayText(since)}`}, version ${version}; owner ${platformText(owner, 60) || "not recorded"}, policy ${platformText(policy.replaceAll("_", " "), 80) || "not recorded"}.`,
    `Precision of this version: ${precisionText(rule)}${rule.target === null ? "" : `, target ${percent(rule.target)}`}.`,
    promotionText(rule),
    !recorded
      ? "Its hits are not on record."
      : lastHit === null
        ? "It has not hit anything yet."
        : `Its last hit was on ${dayText(lastHit)}.`,
    ...others,
  ]
    .filter(Boolean)
    .join(" ");
}

function numbers(rule: RuleOverview, asOf: string): BigNumber[] {
  const { reviewed, corrected, counts } = rule.precision;
  const both = lastDays(rule, 2 * month);
  const now = both.slice(-month);
  const plain = { delta: null, sparkline: [] };
  return [
    {
      ...plain,
      id: "precision",
      label: `Precision of version ${rule.version}, as reviewed`,
      metric: "rule_precision",
      unit: "share",
      estimate: reviewed,
      ...(reviewed.value === null
        ? {
            missing: {
              tables: [],
              why: sentence(unknownPrecision(rule)),
              remedy: "Review some of its hits.",
            },
          }
        : {}),
    },
    ...(corrected.high === null
      ? []
      : [
          {
            ...plain,
            id: "precision-corrected",
            label: "The same, corrected for reviewers' errors",
            metric: "rule_precision",
            unit: "share" as const,
            estimate: corrected,
          },
        ]),
    {
      id: "hits",
      label: `Hits in the last ${month} days`,
      metric: "rule_hits",
      unit: "count",
      estimate: counted(both.length === 0 ? null : now.reduce((sum, hits) => sum + hits, 0)),
      delta: deltaOf(countChange(now, both.slice(0, month)), "neither"),
      sparkline: now.map((y, index) => ({ x: addDays(asOf, index + 1 - month), y })),
    },
    {
      ...plain,
      id: "recall",
      label: "Relative recall",
      metric: "relative_recall",
      unit: "share",
      estimate: rule.recall,
    },
    {
      ...plain,
      id: "unique",
      label: "Accounts that no other acting rule hit",
      metric: "unique_contribution",
      unit: "accounts",
      estimate: counted(rule.accountsHit === 0 ? null : rule.contribution.unique),
    },
    {
      ...plain,
      id: "actions",
      label: "Actions of which it is the primary rule",
      metric: "actions",
      unit: "count",
      estimate: counted(rule.actions),
    },
    {
      ...plain,
      id: "labels",
      label: `Labels of version ${rule.version}`,
      metric: "promotion_gate",
      unit: "count",
      estimate: counted(counts.reviewed),
    },
  ];
}
