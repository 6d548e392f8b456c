import type { Rule } from "../../../../../data-loaders/rules/read-rules.js";
import { parsePredicate } from "../../../../../src/lib/predicate/index.js";
import { ruleFileShape, ruleTimeline } from "../../../../../src/lib/rule/index.js";

/** What a test says of a rule. */
export interface RuleParts {
  readonly action?: string;
  readonly from?: string;
  readonly shadowFrom?: string;
  readonly paused?: string;
  readonly version?: number;
}

/** A rule that is in force from a day on. */
export function ruleFor(
  id: string,
  { action = "account_lock", from = "2026-01-01", shadowFrom, paused, version = 1 }: RuleParts = {},
): Rule {
  const changes = [
    ...(shadowFrom === undefined ? [] : [{ version, on: shadowFrom, state: "shadow", why: "first written" }]),
    {
      version,
      on: from,
      state: "enforce",
      gate: { labels: 400, true_positives: 398, low: 0.98 },
      why: "gate passed",
    },
    ...(paused === undefined ? [] : [{ version, on: paused, state: "paused", why: "too many appeals" }]),
  ];
  const file = ruleFileShape.parse({
    id,
    title: `Rule ${id}`,
    owner: "spam-intel",
    policy: "link_spam",
    kind: "heuristic",
    grain: "account",
    state: paused === undefined ? "enforce" : "paused",
    action,
    target_precision: 0.9,
    hold_out: 0.01,
    when: "links_24h > 1",
    changes,
  });
  return {
    file: `${id}.yaml`,
    rule: file,
    when: parsePredicate(file.when),
    columns: ["links_24h"],
    periods: ruleTimeline(file),
  };
}
