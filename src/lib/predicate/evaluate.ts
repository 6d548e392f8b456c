import type { ParameterValues } from "./print-sql.js";
import type { Node } from "./tree.js";

/** A value of SQL: null is unknown. */
export type Value = number | string | boolean | null;

/**
 * Evaluates a checked predicate on one row with SQL's logic of three values: the slow counterpart of the printed SQL,
 * and what the browser uses where there is no engine.
 */
export function evaluatePredicate(
  node: Node,
  row: Readonly<Record<string, Value>>,
  parameters: ParameterValues = {},
): Value {
  const of = (child: Node): Value => evaluatePredicate(child, row, parameters);
  switch (node.kind) {
    case "number":
    case "text":
    case "boolean":
      return node.value;
    case "null":
      return null;
    case "column":
      return row[node.name] ?? null;
    case "parameter":
      return parameters[node.name] ?? null;
    case "not":
      return negation(of(node.operand));
    case "negate": {
      const value = of(node.operand);
      return typeof value === "number" ? -value : null;
    }
    case "and":
      return conjunction([of(node.left), of(node.right)]);
    case "or":
      return negation(conjunction([negation(of(node.left)), negation(of(node.right))]));
    case "compare":
      return compare(node.operator, of(node.left), of(node.right));
    case "arithmetic":
      return arithmetic(node.operator, of(node.left), of(node.right));
    case "in": {
      const value = of(node.operand);
      const isNone = conjunction(node.values.map((other) => compare("<>", value, of(other))));
      return node.negated ? isNone : negation(isNone);
    }
    case "between": {
      const value = of(node.operand);
      const inside = conjunction([compare(">=", value, of(node.low)), compare("<=", value, of(node.high))]);
      return node.negated ? negation(inside) : inside;
    }
    case "is-null":
      return (of(node.operand) === null) !== node.negated;
    case "call":
      return call(node.name, node.operands.map(of));
  }
}

function negation(value: Value): boolean | null {
  return typeof value === "boolean" ? !value : null;
}

function conjunction(values: readonly Value[]): boolean | null {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

function compare(operator: string, left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null;
  const order = same(left, right) ? 0 : before(left, right) ? -1 : 1;
  switch (operator) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

/** What is no number (infinity less infinity) equals itself and comes after every number, as in engines. */
function same(left: number | string | boolean, right: number | string | boolean): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

/** Texts compare by code points, as engines do with a binary collation; JavaScript alone compares UTF-16 units. */
function before(left: number | string | boolean, right: number | string | boolean): boolean {
  if (Number.isNaN(right)) return true;
  if (typeof left !== "string" || typeof right !== "string") return left < right;
  const [a, b] = [Array.from(left), Array.from(right)];
  const index = a.findIndex((character, at) => character !== b[at]);
  if (index < 0) return a.length < b.length;
  return (a[index]?.codePointAt(0) ?? 0) < (b[index]?.codePointAt(0) ?? -1);
}

function arithmetic(operator: string, left: Value, right: Value): number | null {
  if (typeof left !== "number" || typeof right !== "number") return null;
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  return right === 0 ? null : left / right;
}

/** Letter by letter, as engines do: no letter becomes two, and none looks at its neighbours. */
function lower(text: string): string {
  return Array.from(text, (letter) => Array.from(letter.toLowerCase())[0] ?? "").join("");
}

function call(name: string, values: readonly Value[]): Value {
  const [first = null, second = null] = values;
  if (name === "coalesce") return first ?? second;
  if (name === "least" || name === "greatest") {
    const known = values.filter((value) => typeof value === "number");
    const sorted = known.sort((a, b) => (same(a, b) ? 0 : before(a, b) ? -1 : 1));
    return sorted.at(name === "least" ? 0 : -1) ?? null;
  }
  if (typeof first === "number")
    return name === "abs" ? Math.abs(first) : first <= 0 ? null : Math.log(first);
  if (typeof first !== "string") return null;
  if (name === "length") return Array.from(first).length;
  if (name === "lower") return lower(first);
  if (typeof second !== "string") return null;
  return name === "contains" ? first.includes(second) : first.startsWith(second);
}
