import type { RuleFile } from "./rule-file.js";
import type { RuleState } from "./states.js";

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
 * A rule's life, one period after another: the n-th is what the n-th of `changes` leads to. Each change takes over what it does
 * not name from the one before; the first from a draft for everybody with the parameters' defaults.
 */
export function ruleTimeline(rule: RuleFile): RulePeriod[] {
  const periods: RulePeriod[] = [];
  let state: RuleState = "draft";
  let rollout = 100;
  let params = defaultParameters(rule);
  for (const [index, change] of rule.changes.entries()) {
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
  return periods;
}

/** The parameters' values of the present. */
export function defaultParameters(rule: RuleFile): Record<string, number> {
  return Object.fromEntries(Object.entries(rule.params).map(([name, value]) => [name, value.default]));
}
