/** Place in a predicate: character offset from 0, line and column from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/";

/** A predicate as a tree; every node knows where it began. */
export type Node = { readonly at: Position } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "not"; readonly operand: Node }
  | { readonly kind: "negate"; readonly operand: Node }
  | { readonly kind: "and" | "or"; readonly left: Node; readonly right: Node }
  | {
      readonly kind: "compare";
      readonly operator: ComparisonOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: "in";
      readonly operand: Node;
      readonly values: readonly Node[];
      readonly negated: boolean;
    }
  | {
      readonly kind: "between";
      readonly operand: Node;
      readonly low: Node;
      readonly high: Node;
      readonly negated: boolean;
    }
  | { readonly kind: "is-null"; readonly operand: Node; readonly negated: boolean }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Node[] }
);

/** A predicate that cannot be read or does not fit: what is wrong, and where. */
export class PredicateError extends Error {
  override readonly name = "PredicateError";
  readonly at: Position;
  /** What is wrong, without the place. */
  readonly what: string;

  constructor(what: string, at: Position) {
    super(`line ${at.line}, column ${at.column}: ${what}`);
    this.what = what;
    this.at = at;
  }
}
