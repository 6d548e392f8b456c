import {
  checkPredicate,
  parsePredicate,
  PredicateError,
  type Node,
  type ValueType,
} from "../predicate/index.js";
import { gateProblems } from "./gate-problems.js";
import { lifeProblems } from "./life-problems.js";
import { ruleError, type RuleProblem } from "./problem.js";
import { riskScore } from "./risk-score.js";
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
    const scored = rule.grain === "account" ? { ...columns, [riskScore]: "number" as const } : columns;
    const used = checkPredicate(when, { columns: scored, parameters });
    return { condition: { when, columns: used }, problems: [...riskProblems(rule, used), ...problems] };
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

/** The risk model learns from hits of heuristic rules: were they to ask for its score, it would learn from itself. */
function riskProblems({ kind }: RuleFile, columns: readonly string[]): RuleProblem[] {
  return kind === "ml" || !columns.includes(riskScore)
    ? []
    : [
        ruleError(
          ["when"],
          `${riskScore} is for rules of kind ml, this one is ${kind}: write kind: ml, or name other features`,
        ),
      ];
}
