import type { RuleOverview, RuleState } from "../../../src/lib/rule/index.js";
import type { RuleStep } from "../../../src/lib/rule/overview.js";
import { platformText } from "../../../src/lib/text/index.js";
import type { Rule } from "../read-rules.js";
import type { OverviewTables } from "./tables.js";

/** A rule, from its file or from the platform's log. */
export type Subject = Pick<
  RuleOverview,
  | "rule"
  | "title"
  | "owner"
  | "policy"
  | "state"
  | "version"
  | "rollout"
  | "since"
  | "target"
  | "file"
  | "steps"
> & { readonly params: ReadonlyMap<number, Readonly<Record<string, number>>> };

/**
 * Every rule that there is, from its file or, where it has none, from the platform's log; those that changed last first.
 *
 * @param asOf last day of the data: steps after it have not been taken yet
 */
export function subjects(rules: readonly Rule[], tables: OverviewTables, asOf: string): Subject[] {
  const files = new Set(rules.map(({ rule }) => rule.id));
  const others = tables.all("rules").filter((row) => !files.has(String(row["rule"])));
  return [
    ...rules.map((rule) => ofFile(rule, asOf)),
    ...others.map((row) => ofPlatform(row, tables.rows("rule_state_changes", String(row["rule"])))),
  ].sort((a, b) =>
    lastStep(a) < lastStep(b) ? 1 : lastStep(a) > lastStep(b) ? -1 : a.rule < b.rule ? -1 : 1,
  );
}

function lastStep({ steps }: Subject): string {
  return steps.at(-1)?.on ?? "";
}

function ofFile({ rule, periods }: Rule, asOf: string): Subject {
  const { kind, grain, action, hold_out, params, when, falsepositives } = rule;
  const taken = periods.filter(({ from }) => from <= asOf);
  const steps = taken.map(({ from: on, version, state, rollout, why }) => ({
    on,
    version,
    state,
    rollout,
    why,
  }));
  const present = taken.at(-1);
  return {
    rule: rule.id,
    title: rule.title,
    owner: rule.owner,
    policy: rule.policy,
    state: present?.state ?? "draft",
    version: present?.version ?? 1,
    rollout: present?.rollout ?? 100,
    since: stateSince(steps),
    target: rule.target_precision,
    file: { kind, grain, action, hold_out, params, when, falsepositives },
    steps,
    params: new Map(taken.map(({ version, params: values }) => [version, values])),
  };
}

function ofPlatform(
  row: Readonly<Record<string, unknown>>,
  changes: readonly Readonly<Record<string, unknown>>[],
): Subject {
  const steps = changes
    .toSorted((a, b) => (String(a["changed_at"]) < String(b["changed_at"]) ? -1 : 1))
    .map((change) => ({
      on: String(change["day"]),
      version: Number(change["version"]),
      state: change["state"] as RuleState,
      rollout: Number(change["rollout"]),
      why: platformText(String(change["reason"] ?? "")),
    }));
  const last = steps.at(-1);
  return {
    rule: String(row["rule"]),
    title: platformText(String(row["name"]), 120),
    owner: platformText(String(row["owner"]), 120),
    policy: String(row["policy_id"]),
    state: last?.state ?? "enforce",
    version: last?.version ?? 1,
    rollout: last?.rollout ?? 100,
    since: stateSince(steps),
    target: typeof row["target_precision"] === "number" ? row["target_precision"] : null,
    file: null,
    steps,
    params: new Map(),
  };
}

/** First day of the present state, whatever versions it has seen. */
function stateSince(steps: readonly RuleStep[]): string | null {
  const state = steps.at(-1)?.state;
  const other = steps.findLastIndex((step) => step.state !== state);
  return steps[other + 1]?.on ?? null;
}
