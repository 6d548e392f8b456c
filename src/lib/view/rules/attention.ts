import type { HealthFinding, RuleOverview } from "../../rule/overview.js";
import { daysBetween } from "../../time/index.js";
import { platformText } from "../../text/index.js";
import type { AttentionItem } from "../page-view.js";
import { exact, intervalText, many, percent, rounded } from "../words.js";
import { isActing, titleOf } from "./artifact.js";
import { ruleHref, rulesHref } from "./links.js";
import { healthNames } from "./words.js";
import { wrongActionsByRule } from "./wrong-actions.js";

/** An item with what it ranks by: by its kind first, within a kind the largest first. */
export interface RankedItem {
  readonly item: AttentionItem;
  readonly rank: number;
  readonly size: number;
  /** Rule that it is about; null for a queue. */
  readonly rule: string | null;
  /** Where the rest of its kind is listed. */
  readonly all: string;
}

/** Items of one kind that are listed one by one; the rest is counted. */
const listedOfKind = 5;

/** Share of the labels needed from which on a gate is said to be nearly full. */
const nearlyFull = 0.8;

/** Wrong actions beyond which a rule is named for them alone. */
const fewWrong = 10;

const ranks: Readonly<Record<HealthFinding["kind"], number>> = {
  brake: 0,
  decay: 1,
  parity: 3,
  silent: 5,
  yield: 6,
  reviews: 9,
};

const tones: Readonly<Record<HealthFinding["kind"], AttentionItem["tone"]>> = {
  brake: "bad",
  decay: "bad",
  parity: "bad",
  silent: "warning",
  yield: "warning",
  reviews: "neutral",
};

/** Everything about the rules that deserves a look, most pressing first. */
export function ruleAttention(rules: readonly RuleOverview[], asOf: string): RankedItem[] {
  return sorted([
    ...rules.flatMap((rule) => rule.health.map((finding) => ofHealth(rule, finding, asOf))),
    ...rules.flatMap(ofGate),
    ...ofWrongActions(rules),
  ]);
}

/** Most pressing first. */
export function sorted(items: readonly RankedItem[]): RankedItem[] {
  return [...items].sort(
    (a, b) => a.rank - b.rank || b.size - a.size || ((a.rule ?? "") < (b.rule ?? "") ? -1 : 1),
  );
}

/** Findings that call for someone today; the others can wait. */
export function pressing(items: readonly RankedItem[]): RankedItem[] {
  return items.filter(({ rank }) => rank <= 6);
}

/** The items with at most five of a kind; what is left out is counted, with a link to all of it. */
export function shortened(items: readonly RankedItem[]): AttentionItem[] {
  const kinds = new Map<string, RankedItem[]>();
  for (const ranked of items) {
    const kind = `${ranked.item.kind} ${ranked.item.tone}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), ranked]);
  }
  return [...kinds.values()].flatMap((ofKind) => {
    const shown = ofKind.slice(0, listedOfKind).map(({ item }) => item);
    const [first, ...rest] = ofKind.slice(listedOfKind);
    if (first === undefined) return shown;
    if (rest.length === 0) return [...shown, first.item];
    const oldest = [first, ...rest].flatMap(({ item }) => item.since ?? []).sort()[0] ?? null;
    return [
      ...shown,
      {
        kind: first.item.kind,
        tone: first.item.tone,
        subject: {
          text: `${exact(rest.length + 1)} more ${first.rule === null ? "queues" : "rules"}`,
          href: first.all,
        },
        text: `have the same finding${oldest === null ? "" : ", the earliest"}`,
        since: oldest,
      },
    ];
  });
}

function ofHealth(rule: RuleOverview, { kind, text, since }: HealthFinding, asOf: string): RankedItem {
  const acting = isActing(rule);
  return {
    rule: rule.rule,
    all: rulesHref({ health: kind }),
    rank: ranks[kind] + (acting ? 0 : 10),
    size: kind === "silent" && since !== null ? daysBetween(since, asOf) : (rule.actions ?? rule.accountsHit),
    item: {
      kind: healthNames[kind],
      tone: acting ? tones[kind] : "neutral",
      subject: { text: titleOf(rule), href: ruleHref(rule.rule) },
      text: `${platformText(text, 300).replace(/\.$/, "")}.`,
      since,
    },
  };
}

function ofGate(rule: RuleOverview): RankedItem[] {
  const { open, labels, labelsNeeded, low, next } = rule.promotion;
  if (next === null || rule.target === null) return [];
  const full = labelsNeeded === null ? 0 : labels / labelsNeeded;
  if (!open && full < nearlyFull) return [];
  return [
    {
      rule: rule.rule,
      all: rulesHref({ state: rule.state }),
      rank: open ? 7 : 8,
      size: open ? labels : full,
      item: {
        kind: open ? "Gate open" : "Gate",
        tone: "neutral",
        subject: { text: titleOf(rule), href: ruleHref(rule.rule) },
        text: open
          ? `Its gate may be read now: ${many(labels, "label")}, lower bound ${percent(low)}, target ${percent(rule.target)}.`
          : `${many((labelsNeeded ?? 0) - labels, "label")} more and its gate can be read: ${exact(labels)} of ${exact(labelsNeeded)}.`,
        since: rule.since,
      },
    },
  ];
}

function ofWrongActions(rules: readonly RuleOverview[]): RankedItem[] {
  const wrong = wrongActionsByRule(rules);
  const total = wrong.reduce((sum, { bar }) => sum + bar.value, 0);
  return wrong
    .filter(({ bar }) => bar.value > fewWrong)
    .slice(0, 3)
    .map(({ rule, bar: { value, low, high } }) => ({
      rule: rule.rule,
      all: "/analyst/rules?sort=precision",
      rank: 4,
      size: value,
      item: {
        kind: "Wrong actions",
        tone: "warning",
        subject: { text: titleOf(rule), href: ruleHref(rule.rule) },
        text: `About ${rounded(value)} of its ${exact(rule.actions)} actions were wrong (${
          intervalText(
            { value, low: low ?? null, high: high ?? null, numerator: null, denominator: null },
            rounded,
          ) ?? "no interval"
        }): ${percent(Number((value / total).toPrecision(2)))} of all that are estimated.`,
        since: rule.steps[0]?.on ?? null,
      },
    }));
}
