/** Types of values in a predicate; a column's and a function's is known, null has any. */
export type ValueType = "number" | "text" | "boolean";

/** A function that a predicate may call. */
export interface PredicateFunction {
  readonly operands: readonly ValueType[];
  readonly result: ValueType;
  readonly meaning: string;
}

/** Everything that a predicate may call: small, the same on every engine, without side effects. */
export const functions: Readonly<Record<string, PredicateFunction>> = {
  abs: { operands: ["number"], result: "number", meaning: "Size without sign." },
  ln: {
    operands: ["number"],
    result: "number",
    meaning: "Natural logarithm; unknown for zero and less.",
  },
  least: {
    operands: ["number", "number"],
    result: "number",
    meaning: "The smaller one; one that is unknown is passed over.",
  },
  greatest: {
    operands: ["number", "number"],
    result: "number",
    meaning: "The larger one; one that is unknown is passed over.",
  },
  coalesce: {
    operands: ["number", "number"],
    result: "number",
    meaning: "The first, or the second where the first is unknown.",
  },
  length: { operands: ["text"], result: "number", meaning: "Characters (code points)." },
  lower: { operands: ["text"], result: "text", meaning: "In small letters, letter by letter." },
  contains: {
    operands: ["text", "text"],
    result: "boolean",
    meaning: "Whether the first holds the second, letter for letter.",
  },
  starts_with: {
    operands: ["text", "text"],
    result: "boolean",
    meaning: "Whether the first begins with the second, letter for letter.",
  },
};
