import { bestPrecision } from "../../rule/health.js";
import type { RuleOverview } from "../../rule/overview.js";
import { ruleStates } from "../../rule/index.js";
import { platformText } from "../../text/index.js";
import type { ListCell, ListColumn, ListFilter, ListRow, ListView } from "../list-view.js";
import type { TableView } from "../page-view.js";
import { tableOf } from "../cards.js";
import { many } from "../words.js";
import { titleOf } from "./artifact.js";
import { lastDays, lately } from "./hits.js";
import { ruleHref } from "./links.js";
import { healthNames, isUnderTarget, labelsLacking, stateNames } from "./words.js";

/** Days of hits that a row shows. */
export const shownDays = 90;

const columns: readonly ListColumn[] = [
  { key: "rule", label: "Rule", kind: "text" },
  { key: "state", label: "State", kind: "text" },
  { key: "since", label: "Version since", kind: "date", wide: true },
  { key: "owner", label: "Owner, policy", kind: "text", wide: true },
  { key: "precision", label: "Precision", kind: "interval" },
  { key: "hits", label: `Hits, ${shownDays} days`, kind: "course" },
  { key: "recall", label: "Relative recall", kind: "number", wide: true },
  { key: "unique", label: "Unique", kind: "number", wide: true },
  { key: "health", label: "Health", kind: "text" },
];

/** Sound is what nothing is wrong with, although it runs. */
const soundness = { sound: "nothing found", idle: "does not run" } as const;

/** Every rule as a row. */
export function rulesList(rules: readonly RuleOverview[]): ListView {
  const floor = precisionFloor(rules);
  return {
    noun: ["rule", "rules"],
    columns,
    filters: filtersOf(rules),
    rows: rules.map((rule) => rowOf(rule, floor)),
  };
}

/** Where an axis of precision begins that shows all of the rules' intervals, in tenths; targets near 1 need the room. */
export function precisionFloor(rules: readonly RuleOverview[]): number {
  const lows = rules.flatMap((rule) => {
    const { value, low } = bestPrecision(rule.precision);
    return [...(value === null ? [] : [low ?? value]), ...(rule.target === null ? [] : [rule.target])];
  });
  return lows.length === 0 ? 0 : Math.min(0.9, Math.floor(Math.min(...lows) * 10) / 10);
}

function rowOf(rule: RuleOverview, floor: number): ListRow {
  const best = bestPrecision(rule.precision);
  const health = healthOf(rule);
  const since = rule.versions.find(({ version }) => version === rule.version)?.from ?? rule.since;
  const { value } = rule.recall;
  const cells: ListCell[] = [
    {
      kind: "text",
      text: titleOf(rule),
      href: ruleHref(rule.rule),
      note: platformText(rule.rule, 60),
    },
    {
      kind: "text",
      text: stateNames[rule.state] + (rule.state === "limited" ? ` ${rule.rollout}\u202f%` : ""),
      sort: ruleStates.indexOf(rule.state),
      note: `version ${rule.version}`,
    },
    { kind: "date", day: since },
    {
      kind: "text",
      text: platformText(rule.owner, 40),
      note: platformText(rule.policy.replaceAll("_", " "), 60),
    },
    {
      kind: "interval",
      value: best.value,
      low: best.low,
      high: best.high,
      target: rule.target,
      under: isUnderTarget(rule),
      floor,
      unknown: `unknown: ${many(labelsLacking(rule), "label")} needed`,
    },
    {
      kind: "course",
      values: lastDays(rule, shownDays),
      label: `Hits by day over the last ${shownDays} days, ${many(lately(rule, shownDays), "hit")} in all`,
    },
    { kind: "number", value, unit: "share" },
    { kind: "number", value: rule.accountsHit === 0 ? null : rule.contribution.unique, unit: "accounts" },
    {
      kind: "text",
      text: health.map((kind) => nameOf(kind)).join(", "),
      sort: healthRank(health),
      tone:
        health.includes("decay") || health.includes("brake")
          ? "bad"
          : health[0] === "sound" || health[0] === "idle"
            ? "neutral"
            : "warning",
    },
  ];
  return {
    facets: { state: [rule.state], owner: [rule.owner], policy: [rule.policy], health },
    search: [rule.rule, ...rule.health.map(({ text }) => text)]
      .map((text) => platformText(text, 120))
      .join(" "),
    cells,
  };
}

type Health = keyof typeof healthNames | keyof typeof soundness;

function healthOf({ health, state }: RuleOverview): Health[] {
  const kinds = Object.keys(healthNames) as (keyof typeof healthNames)[];
  const found = kinds.filter((kind) => health.some((finding) => finding.kind === kind));
  if (found.length > 0) return found;
  return ["draft", "paused", "retired"].includes(state) ? ["idle"] : ["sound"];
}

function nameOf(kind: Health): string {
  return kind === "sound" || kind === "idle" ? soundness[kind] : healthNames[kind];
}

/** Sorted, the worst stand first. */
function healthRank([first]: readonly Health[]): number {
  return [...Object.keys(healthNames), "sound", "idle"].indexOf(first ?? "idle");
}

function filtersOf(rules: readonly RuleOverview[]): ListFilter[] {
  const texts = (of: (rule: RuleOverview) => string): ListFilter["options"] =>
    [...new Set(rules.map(of))]
      .sort()
      .map((value) => ({ value, label: platformText(value.replaceAll("_", " "), 60) || "not recorded" }));
  const found = new Set(rules.flatMap(healthOf));
  return [
    {
      key: "state",
      label: "State",
      options: ruleStates
        .filter((state) => rules.some((rule) => rule.state === state))
        .map((value) => ({ value, label: stateNames[value] })),
    },
    { key: "owner", label: "Owner", options: texts(({ owner }) => owner) },
    { key: "policy", label: "Policy", options: texts(({ policy }) => policy) },
    {
      key: "health",
      label: "Health",
      options: ([...Object.keys(healthNames), "sound", "idle"] as Health[])
        .filter((kind) => found.has(kind))
        .map((value) => ({ value, label: nameOf(value) })),
    },
  ];
}

/** The same for downloads, with every number that stands behind it. */
export function rulesTable(rules: readonly RuleOverview[]): TableView {
  return tableOf(
    [
      ["rule", "Rule", "text"],
      ["title", "Title", "text"],
      ["state", "State", "text"],
      ["version", "Version", "number"],
      ["since", "Version since", "date"],
      ["owner", "Owner", "text"],
      ["policy", "Policy", "text"],
      ["target", "Target precision", "number"],
      ["reviewed", "Precision, as reviewed", "number"],
      ["reviewed_low", "95 % interval, low", "number"],
      ["reviewed_high", "95 % interval, high", "number"],
      ["corrected", "Precision, corrected", "number"],
      ["corrected_low", "95 % interval, low", "number"],
      ["corrected_high", "95 % interval, high", "number"],
      ["labels", "Labels", "number"],
      ["hits", `Hits, last ${shownDays} days`, "number"],
      ["recall", "Relative recall", "number"],
      ["unique", "Accounts that no other acting rule hit", "number"],
      ["actions", "Actions", "number"],
      ["health", "Health", "text"],
    ],
    rules.map((rule) => {
      const { reviewed, corrected, counts } = rule.precision;
      return [
        platformText(rule.rule, 120),
        titleOf(rule),
        stateNames[rule.state],
        rule.version,
        rule.versions.find(({ version }) => version === rule.version)?.from ?? rule.since,
        platformText(rule.owner, 60),
        platformText(rule.policy, 60),
        rule.target,
        reviewed.value,
        reviewed.low,
        reviewed.high,
        corrected.value,
        corrected.low,
        corrected.high,
        counts.reviewed,
        rule.hits.length === 0 ? null : lately(rule, shownDays),
        rule.recall.value,
        rule.accountsHit === 0 ? null : rule.contribution.unique,
        rule.actions,
        healthOf(rule).map(nameOf).join(", "),
      ];
    }),
  );
}
