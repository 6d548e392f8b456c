import type { RulePeriod } from "../../../src/lib/rule/index.js";
import { daysBetween } from "../../../src/lib/time/index.js";
import type { Rule } from "../read-rules.js";

/** A version of a rule that may act on the day that a batch is made for. */
export interface RuleInForce {
  readonly rule: Rule;
  readonly version: number;
  /** Days since the version was first evaluated, in shadow or later. */
  readonly ageDays: number;
}

const acting = new Set<RulePeriod["state"]>(["limited", "enforce"]);
const evaluated = new Set<RulePeriod["state"]>(["shadow", "review_only", "limited", "enforce"]);

/**
 * The rules whose files say that they act, each with the version that does: a rule that was paused since it hit acts no more, and
 * neither does a version that another has taken the place of.
 *
 * @param day `YYYY-MM-DD`, the end of the hits
 */
export function rulesInForce(rules: readonly Rule[], day: string): Map<string, RuleInForce> {
  return new Map(
    rules.flatMap((rule) => {
      const present = rule.periods.findLast(
        ({ from, until }) => from <= day && (until === null || day < until),
      );
      if (present === undefined || !acting.has(present.state) || !acting.has(rule.rule.state)) return [];
      const { version } = present;
      const first = rule.periods.find((period) => period.version === version && evaluated.has(period.state));
      const ageDays = daysBetween(first?.from ?? present.from, day);
      return [[rule.rule.id, { rule, version, ageDays }] as const];
    }),
  );
}
