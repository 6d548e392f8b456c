import {
  checkPredicate,
  parsePredicate,
  PredicateError,
  printSql,
  type Node,
  type ValueType,
} from "../../predicate/index.js";
import type { Conditions, ReportScope, ReportSubject } from "../report/index.js";
import { riskScore } from "../risk-score.js";
import type { RuleLab } from "./manifest.js";
import { isModified, type LabState } from "./state.js";
import { ruleOf, type TriedRule } from "./tried-rule.js";

/** A rule with what a state changes of it, ready to be asked about. */
export interface Candidate {
  readonly rule: TriedRule;
  readonly modified: boolean;
  readonly params: Readonly<Record<string, number>>;
  readonly when: string;
  readonly subject: ReportSubject;
  readonly scope: ReportScope;
  readonly conditions: Conditions;
  /** The features that it and the running version name. */
  readonly columns: readonly string[];
}

/**
 * The candidate that a state stands for.
 *
 * @throws PredicateError with the place in the condition, when that cannot be read or names what the lab does not hold
 */
export function candidateOf(lab: RuleLab, state: LabState): Candidate {
  const rule = ruleOf(lab, state);
  const params = Object.fromEntries(
    rule.params.map(({ name, default: value }) => [name, state.set[name] ?? value]),
  );
  const when = state.when ?? rule.when;
  const tried = readCondition(lab, rule, when);
  const running = lab.context.running.find((one) => one.rule === rule.id);
  const live = running === undefined ? null : readCondition(lab, rule, rule.when);
  const defaults = Object.fromEntries(rule.params.map(({ name, default: value }) => [name, value]));
  return {
    rule,
    modified: isModified(state),
    params,
    when,
    subject: { rule: rule.id, policy: rule.policy },
    scope: {
      basis: "latest",
      from: state.from ?? lab.range.from,
      to: state.to ?? lab.range.to,
      live: running?.version ?? null,
    },
    conditions: {
      candidate: printSql(tried.node, params),
      live: live === null ? null : printSql(live.node, defaults),
    },
    columns: [...new Set([...tried.columns, ...(live?.columns ?? [])])].sort(),
  };
}

function readCondition(
  lab: RuleLab,
  rule: TriedRule,
  when: string,
): { readonly node: Node; readonly columns: readonly string[] } {
  const node = parsePredicate(when);
  const parameters = Object.fromEntries(rule.params.map(({ name }): [string, ValueType] => [name, "number"]));
  const columns = Object.fromEntries(
    [...lab.columns, ...lab.otherColumns].map(({ name, type }): [string, ValueType] => [name, type]),
  );
  const used = checkPredicate(node, { columns, parameters });
  if (used.includes(riskScore) && rule.kind !== "ml")
    throw new PredicateError(
      `${riskScore} is for rules of kind ml, this one is ${rule.kind}`,
      placeIn(node, riskScore) ?? node.at,
    );
  const lacking = used.find((name) => lab.otherColumns.some((other) => other.name === name));
  if (lacking !== undefined)
    throw new PredicateError(
      `no rule of the source names ${lacking}, so the lab does not hold it: put a draft that does into the source's folder rules, and build again`,
      placeIn(node, lacking) ?? node.at,
    );
  return { node, columns: used };
}

function placeIn(node: Node, column: string): Node["at"] | null {
  if (node.kind === "column" && node.name === column) return node.at;
  for (const child of childrenOf(node)) {
    const at = placeIn(child, column);
    if (at !== null) return at;
  }
  return null;
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "and":
    case "or":
    case "compare":
    case "arithmetic":
      return [node.left, node.right];
    case "not":
    case "negate":
    case "is-null":
      return [node.operand];
    case "in":
      return [node.operand, ...node.values];
    case "between":
      return [node.operand, node.low, node.high];
    case "call":
      return node.operands;
    case "number":
    case "text":
    case "boolean":
    case "null":
    case "column":
    case "parameter":
      return [];
  }
}
