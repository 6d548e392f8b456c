import {
  checkPredicate,
  parsePredicate,
  PredicateError,
  type Node,
  type ValueType,
} from "../predicate/index.js";
import { gateProblems } from "./gate-problems.js";
import { lifeProblems } from "./life-problems.js";
import type { RuleProblem } from "./problem.js";
import type { RuleFile } from "./rule-file.js";

/** What a rule is checked against. */
export interface RuleScope {
  /** Columns that rules of its grain may name. */
  readonly columns: Readonly<Record<string, ValueType>>;
  /** The present, `YYYY-MM-DD`; left out, a waiver of the present never runs out. */
  readonly today?: string | undefined;
}

/** A rule's condition, read and checked. */
export interface CheckedRule {
  /** Null where it cannot be read or does not fit. */
  readonly condition: { readonly when: Node; readonly columns: readonly string[] } | null;
  readonly problems: readonly RuleProblem[];
}

/** Checks a rule whose file has the right form: its condition, its parameters, its life and its gates. */
export function checkRule(rule: RuleFile, { columns, today }: RuleScope): CheckedRule {
  const life = lifeProblems(rule);
  // Gates are about transitions: where these are wrong, what they lack is not known.
  const problems = [...life, ...(life.length > 0 ? [] : gateProblems(rule, today))];
  const parameters = Object.fromEntries(
    Object.keys(rule.params).map((name): [string, ValueType] => [name, "number"]),
  );
  try {
    const when = parsePredicate(rule.when);
    return { condition: { when, columns: checkPredicate(when, { columns, parameters }) }, problems };
  } catch (error) {
    if (!(error instanceof PredicateError)) throw error;
    const problem: RuleProblem = {
      severity: "error",
      path: ["when"],
      message: error.what,
      at: error.at,
    };
    return { condition: null, problems: [problem, ...problems] };
  }
}
