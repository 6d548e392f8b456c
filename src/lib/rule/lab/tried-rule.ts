import type { LabRule, RuleLab } from "./manifest.js";

/** A rule that the lab tries: one of the source, or one that is written here and of which there is no report yet. */
export type TriedRule = Omit<LabRule, "report"> & { readonly report: LabRule["report"] | null };

/**
 * The rule that a trial begins from.
 *
 * @param rule one of the source; null for one that is written here, for a policy
 */
export function ruleOf(
  lab: RuleLab,
  { rule, policy }: { readonly rule: string | null; readonly policy: string },
): TriedRule {
  return lab.rules.find(({ id }) => id === rule) ?? newRule(lab, policy);
}

/** A first version of a rule, to be written on. */
function newRule(lab: RuleLab, policy: string): TriedRule {
  const id = freeId(lab);
  const column = lab.columns.find(({ type }) => type === "number");
  const when = column === undefined ? "1 = 1" : `${column.name} >= 10`;
  const since = lab.range.to;
  return {
    id,
    title: "New rule",
    owner: "your team",
    policy,
    kind: "heuristic",
    action: "none",
    state: "shadow",
    version: 1,
    since,
    target_precision: 0.95,
    params: [],
    when,
    falsepositives: [],
    text: [
      `id: ${id}`,
      "title: New rule",
      "owner: your team",
      `policy: ${policy}`,
      "kind: heuristic",
      "grain: account",
      "state: shadow",
      "action: none",
      "target_precision: 0.95",
      "when: |",
      `  ${when}`,
      "falsepositives: []",
      "changes:",
      `  - { version: 1, on: ${since}, state: shadow, why: written in the rule lab }`,
      "",
    ].join("\n"),
    report: null,
  };
}

function freeId({ rules }: RuleLab): string {
  const taken = new Set(rules.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? "new-rule" : `new-rule-${number}`;
    if (!taken.has(id)) return id;
  }
}
