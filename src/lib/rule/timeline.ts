import type { RuleFile, RuleState } from "./rule-file.js";

/** A stretch of days in which a rule ran unchanged. */
export interface RulePeriod {
  readonly version: number;
  readonly state: RuleState;
  /** Percent of accounts. */
  readonly rollout: number;
  readonly params: Readonly<Record<string, number>>;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The day on which the next period begins; null for the last. */
  readonly until: string | null;
  readonly why: string;
}

/**
 * A rule's life, one period after another. Each change takes over what it does not name from the one before.
 *
 * @throws when changes are out of order, a version goes back, a parameter is unknown or out of its range, or the last period is
 *   not what the file says of its present
 */
export function ruleTimeline(rule: RuleFile): RulePeriod[] {
  const periods: RulePeriod[] = [];
  let state: RuleState = "draft";
  let rollout = 100;
  let params = presentParams(rule);
  for (const [index, change] of rule.changes.entries()) {
    const before = rule.changes[index - 1];
    if (before !== undefined && (change.on < before.on || change.version < before.version))
      throw new Error(
        `changes: version ${change.version} on ${change.on} stands after version ${before.version} on ${before.on}; write the oldest first`,
      );
    for (const [name, value] of Object.entries(change.params ?? {})) requireInRange(rule, name, value);
    state = change.state ?? state;
    rollout = change.rollout ?? rollout;
    params = Object.assign({}, params, change.params);
    periods.push({
      version: change.version,
      state,
      rollout,
      params,
      from: change.on,
      until: rule.changes[index + 1]?.on ?? null,
      why: change.why,
    });
  }
  requirePresent(rule, periods.at(-1));
  return periods;
}

function presentParams(rule: RuleFile): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rule.params).map(([name, value]) => {
      requireInRange(rule, name, value.default);
      return [name, value.default];
    }),
  );
}

function requireInRange(rule: RuleFile, name: string, value: number): void {
  const range = rule.params[name];
  if (range === undefined)
    throw new Error(
      `changes: parameter "${name}" is not among params (${Object.keys(rule.params).join(", ") || "none"})`,
    );
  if (value < range.min || value > range.max)
    throw new Error(`parameter ${name} = ${value} lies outside its range ${range.min}–${range.max}`);
}

function requirePresent(rule: RuleFile, last: RulePeriod | undefined): void {
  if (last === undefined) return;
  if (last.state !== rule.state)
    throw new Error(`state: ${rule.state}, but the last of changes leads to ${last.state}`);
  if (last.rollout !== rule.rollout)
    throw new Error(`rollout: ${rule.rollout}, but the last of changes leads to ${last.rollout}`);
  for (const [name, value] of Object.entries(presentParams(rule)))
    if (last.params[name] !== value)
      throw new Error(
        `params: ${name} is ${value} by default, but the last of changes leads to ${String(last.params[name])}`,
      );
}
