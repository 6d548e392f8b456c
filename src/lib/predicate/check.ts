import { nearest } from "../text/nearest.js";
import { quoteForReader } from "../text/plain.js";
import { functions, type ValueType } from "./functions.js";
import { PredicateError, type Node } from "./tree.js";

/** Higher trees are refused: databases give up on expressions so deep, and a chain of so many terms is a table. */
const highest = 400;

/** What a predicate may name. */
export interface PredicateScope {
  readonly columns: Readonly<Record<string, ValueType>>;
  readonly parameters: Readonly<Record<string, ValueType>>;
}

/**
 * Checks that a predicate names only what there is, that types fit, and that the whole is true or false.
 *
 * @returns the columns that it uses, in order
 * @throws PredicateError with the place, and the nearest known name for an unknown one
 */
export function checkPredicate(node: Node, scope: PredicateScope): string[] {
  const used = new Set<string>();
  const type = typeOf(node, scope, used, 1);
  if (type !== "boolean" && type !== null)
    throw new PredicateError(`the predicate is a ${type}, expected a condition`, node.at);
  return [...used].sort();
}

/** Type of a node; null where it is the null value. */
function typeOf(node: Node, scope: PredicateScope, used: Set<string>, height: number): ValueType | null {
  if (height > highest)
    throw new PredicateError(`more than ${highest} operations one upon another: split the rule`, node.at);
  const of = (child: Node): ValueType | null => typeOf(child, scope, used, height + 1);
  const expect = (child: Node, expected: ValueType): void => {
    const found = of(child);
    if (found !== null && found !== expected)
      throw new PredicateError(`expected a ${expected}, found a ${found}`, child.at);
  };
  const same = (first: Node, others: readonly Node[]): void => {
    const type = of(first);
    for (const other of others) {
      const found = of(other);
      if (type !== null && found !== null && type !== found)
        throw new PredicateError(`compares a ${type} with a ${found}`, other.at);
    }
  };
  switch (node.kind) {
    case "number":
    case "text":
    case "boolean":
      return node.kind;
    case "null":
      return null;
    case "column":
      used.add(node.name);
      return lookUp("column", node.name, scope.columns, node);
    case "parameter":
      return lookUp("parameter", node.name, scope.parameters, node);
    case "not":
      expect(node.operand, "boolean");
      return "boolean";
    case "negate":
      expect(node.operand, "number");
      return "number";
    case "and":
    case "or":
      expect(node.left, "boolean");
      expect(node.right, "boolean");
      return "boolean";
    case "compare":
      same(node.left, [node.right]);
      return "boolean";
    case "arithmetic":
      expect(node.left, "number");
      expect(node.right, "number");
      return "number";
    case "in":
      same(node.operand, node.values);
      return "boolean";
    case "between":
      same(node.operand, [node.low, node.high]);
      return "boolean";
    case "is-null":
      of(node.operand);
      return "boolean";
    case "call": {
      const called = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined;
      if (called === undefined) throw unknown("function", node.name, Object.keys(functions), node);
      if (called.operands.length !== node.operands.length)
        throw new PredicateError(
          `${node.name} takes ${called.operands.length} values, was given ${node.operands.length}`,
          node.at,
        );
      for (const [index, operand] of node.operands.entries())
        expect(operand, called.operands[index] ?? "number");
      return called.result;
    }
  }
}

function lookUp(
  what: string,
  name: string,
  known: Readonly<Record<string, ValueType>>,
  node: Node,
): ValueType {
  const type = Object.hasOwn(known, name) ? known[name] : undefined;
  if (type === undefined) throw unknown(what, name, Object.keys(known), node);
  return type;
}

function unknown(what: string, name: string, known: readonly string[], node: Node): PredicateError {
  const near = nearest(name, known);
  return new PredicateError(
    `unknown ${what} "${quoteForReader(name)}"${near === null ? "" : `; did you mean "${near}"?`}`,
    node.at,
  );
}
