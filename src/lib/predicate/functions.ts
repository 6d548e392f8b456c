/** Types of values in a predicate; a column's and a function's is known, null has any. */
export type ValueType = "number" | "text" | "boolean";

/** A function that a predicate may call. */
export interface PredicateFunction {
  readonly operands: readonly ValueType[];
  readonly result: ValueType;
}

/** Everything that a predicate may call: small, the same on every engine, without side effects. */
export const functions: Readonly<Record<string, PredicateFunction>> = {
  abs: { operands: ["number"], result: "number" },
  ln: { operands: ["number"], result: "number" },
  least: { operands: ["number", "number"], result: "number" },
  greatest: { operands: ["number", "number"], result: "number" },
  coalesce: { operands: ["number", "number"], result: "number" },
  length: { operands: ["text"], result: "number" },
  lower: { operands: ["text"], result: "text" },
  contains: { operands: ["text", "text"], result: "boolean" },
  starts_with: { operands: ["text", "text"], result: "boolean" },
};
