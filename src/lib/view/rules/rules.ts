import type { RuleOverview, RulesArtifact } from "../../rule/overview.js";
import { bannerOf, figureCard, missingCard } from "../cards.js";
import { counted, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, CardSpec, PageView } from "../page-view.js";
import { exact, many } from "../words.js";
import { isActing, rulesOf } from "./artifact.js";
import { overlapCard } from "./overlap-card.js";
import { precisionCard } from "./precision-card.js";
import { precisionFloor, rulesList, rulesTable } from "./rules-list.js";

/** Which rules are there, and how do they do? */
export function rulesView(inputs: Inputs): PageView {
  const artifact = rulesOf(inputs);
  const shared = { page: "rules", banner: bannerOf(inputs), findings: findingsFor(inputs, "rules") };
  if ("why" in artifact)
    return {
      ...shared,
      headline: "Rules are unknown: this source has none",
      summary: artifact.remedy,
      numbers: [
        missingNumber(
          { id: "acting", label: "Acting rules", metric: "rule_health", unit: "count" },
          artifact,
        ),
      ],
      cards: [
        missingCard(
          inputs,
          { id: "rules", metric: "rule_health", width: 12, title: "Rules", subtitle: "Every rule" },
          artifact,
        ),
      ],
    };
  return {
    ...shared,
    ...answer(artifact),
    numbers: numbers(artifact.rules),
    links: [{ label: "What deserves attention", href: "/analyst/today" }],
    command: "shrike rules",
    cards: [
      listCard(inputs, artifact),
      precisionCard(inputs, artifact.rules),
      overlapCard(inputs, artifact.rules),
    ],
  };
}

function answer({ rules, total }: RulesArtifact): Pick<PageView, "headline" | "summary"> {
  const acting = rules.filter(isActing);
  const known = acting.filter(({ precision }) => precision.reviewed.value !== null);
  const under = known.filter(({ health }) => health.some(({ kind }) => kind === "decay"));
  const waiting = rules.filter(({ state }) => state === "shadow" || state === "review_only");
  const open = waiting.filter(({ promotion }) => promotion.open).length;
  const left =
    total > rules.length
      ? ` Shown are the ${exact(rules.length)} of ${exact(total)} rules that changed last.`
      : "";
  return {
    headline:
      acting.length === 0
        ? `No rule acts: ${many(rules.length, "rule")}, none limited or enforced`
        : known.length === 0
          ? `${many(acting.length, "rule acts", "rules act")}, and the precision of none is known`
          : under.length === 0
            ? `${many(acting.length, "rule acts", "rules act")}; none is known to be under its target`
            : `${exact(under.length)} of ${many(acting.length, "acting rule")} fell under target in the last month with labels`,
    summary: `${known.length === 0 ? "No acting rule has labels of a probability sample" : `The precision of ${exact(known.length)} of the acting rules is known`}; ${waiting.length === 0 ? "no rule is in shadow or review" : `${many(waiting.length, "more is", "more are")} in shadow or review, ${open === 0 ? "none with a gate that would open now" : `${exact(open)} with a gate that would open now`}`}.${left}`,
  };
}

function numbers(rules: readonly RuleOverview[]): BigNumber[] {
  const number = (id: string, label: string, metric: string, value: number): BigNumber => ({
    id,
    label,
    metric,
    unit: "count",
    estimate: counted(value),
    delta: null,
    sparkline: [],
  });
  const of = (...states: RuleOverview["state"][]): number =>
    rules.filter(({ state }) => states.includes(state)).length;
  return [
    number("acting", "Rules that act", "rule_health", of("limited", "enforce")),
    number("waiting", "In shadow or review", "promotion_gate", of("shadow", "review_only")),
    number("idle", "Draft, paused or retired", "rule_health", of("draft", "paused", "retired")),
    number(
      "troubled",
      "With a finding on their health",
      "rule_health",
      rules.filter(({ health }) => health.length > 0).length,
    ),
  ];
}

function listCard(inputs: Inputs, { rules, total }: RulesArtifact): CardSpec {
  const floor = precisionFloor(rules);
  return {
    ...figureCard(
      inputs,
      {
        id: "rules",
        metric: "rule_precision",
        width: 12,
        title:
          total > rules.length
            ? `${many(rules.length, "rule")} of ${exact(total)}: those that changed last`
            : many(total, "rule"),
        subtitle: `Precision of the present version, corrected for reviewers' errors where gold items allow it: dot, 95 % interval, target as a tick, on an axis from ${Math.round(floor * 100)} to 100 %`,
        notes: [
          "Relative recall: share of the known true positives of all acting rules of the policy. Unique: accounts that no other acting rule hit. A rule without labels has no precision: it is unknown, not zero.",
        ],
      },
      null,
      rulesTable(rules),
    ),
    list: rulesList(rules),
  };
}
