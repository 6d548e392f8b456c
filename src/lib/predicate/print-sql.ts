import type { Node } from "./tree.js";

/** Values that parameters stand for. */
export type ParameterValues = Readonly<Record<string, number | string | boolean>>;

/**
 * Prints a checked predicate as SQL that DuckDB, ClickHouse and Trino read alike: every name quoted, every operation in
 * parentheses, division by zero null, numbers compared as doubles are.
 *
 * @param parameters values to write in place of `:name`
 */
export function printSql(node: Node, parameters: ParameterValues = {}): string {
  const print = (child: Node): string => printSql(child, parameters);
  const compared = (child: Node): string => wholeLiteral(child, parameters) ?? print(child);
  switch (node.kind) {
    case "number":
      return numberLiteral(node.value);
    case "text":
      return textLiteral(node.value);
    case "boolean":
      return node.value ? "TRUE" : "FALSE";
    case "null":
      return "NULL";
    case "column":
      return `"${node.name.replaceAll('"', '""')}"`;
    case "parameter":
      return valueLiteral(node.name, parameters);
    case "not":
      return `(NOT ${print(node.operand)})`;
    case "negate":
      return `(- ${print(node.operand)})`;
    case "and":
      return `(${print(node.left)} AND ${print(node.right)})`;
    case "or":
      return `(${print(node.left)} OR ${print(node.right)})`;
    case "compare":
      return `(${compared(node.left)} ${node.operator} ${compared(node.right)})`;
    case "arithmetic":
      return node.operator === "/"
        ? `(CAST(${print(node.left)} AS DOUBLE) / nullif(${print(node.right)}, 0))`
        : `(CAST(${print(node.left)} AS DOUBLE) ${node.operator} ${print(node.right)})`;
    case "in":
      return `(${print(node.operand)} ${node.negated ? "NOT IN" : "IN"} (${node.values.map(compared).join(", ")}))`;
    case "between":
      return `(${print(node.operand)} ${node.negated ? "NOT BETWEEN" : "BETWEEN"} ${compared(node.low)} AND ${compared(node.high)})`;
    case "is-null":
      return `(${print(node.operand)} IS ${node.negated ? "NOT NULL" : "NULL"})`;
    case "call":
      return printCall(node.name, node.operands.map(print));
  }
}

function printCall(name: string, operands: readonly string[]): string {
  const [first = ""] = operands;
  if (name === "ln") return `(CASE WHEN ${first} > 0 THEN ln(${first}) END)`;
  if (name === "contains") return `(position(${operands[1] ?? ""} IN ${first}) > 0)`;
  return `${name}(${operands.join(", ")})`;
}

function valueLiteral(name: string, parameters: ParameterValues): string {
  const value = parameters[name];
  if (value === undefined) throw new Error(`parameter :${name} has no value`);
  if (typeof value === "string") return textLiteral(value);
  return typeof value === "number" ? numberLiteral(value) : value ? "TRUE" : "FALSE";
}

/** A whole number without a cast, so that a column of whole numbers is compared as it is; null for anything else. */
function wholeLiteral(node: Node, parameters: ParameterValues): string | null {
  const value =
    node.kind === "number" ? node.value : node.kind === "parameter" ? parameters[node.name] : undefined;
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31
    ? String(value)
    : null;
}

function numberLiteral(value: number): string {
  return `CAST(${value} AS DOUBLE)`;
}

function textLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
