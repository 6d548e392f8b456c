import * as fc from "fast-check";
import type { Node } from "../../../../src/lib/predicate/index.js";

const at = fc.constant({ offset: 0, line: 1, column: 1 });
const column = (name: string) =>
  fc.record({ kind: fc.constant("column" as const), name: fc.constant(name), at });
const parameter = (name: string) =>
  fc.record({ kind: fc.constant("parameter" as const), name: fc.constant(name), at });
const nothing = fc.record({ kind: fc.constant("null" as const), at });

type Operand = fc.Arbitrary<Node>;
const call = (names: readonly string[], ...operands: readonly Operand[]) =>
  fc.record({
    kind: fc.constant("call" as const),
    name: fc.constantFrom(...names),
    operands: fc.tuple(...operands),
    at,
  });
const compared = (operand: Operand, other = operand) =>
  fc.record({
    kind: fc.constant("compare" as const),
    operator: fc.constantFrom("=", "<>", "<", "<=", ">", ">="),
    left: operand,
    right: other,
    at,
  });
const listed = (operand: Operand) =>
  fc.record({
    kind: fc.constant("in" as const),
    operand,
    values: fc.array(operand, { minLength: 1, maxLength: 3 }),
    negated: fc.boolean(),
    at,
  });
const ranged = (operand: Operand) =>
  fc.record({
    kind: fc.constant("between" as const),
    operand,
    low: operand,
    high: operand,
    negated: fc.boolean(),
    at,
  });
const known = (operand: Operand) =>
  fc.record({ kind: fc.constant("is-null" as const), operand, negated: fc.boolean(), at });

/** Logarithms differ between libraries in their last digit: they are compared with what is far from any. */
const farFromLogarithms = fc
  .constantFrom(-1, 0, 1.05, 33.3)
  .map((value): Node => ({ kind: "number", value, at: { offset: 0, line: 1, column: 1 } }));

/**
 * Predicates of every kind of node over the columns n1, n2 (numbers), i1, i2 (whole numbers), t1, t2 (texts), b1, b2 (truth values) and the parameters pn, pt,
 * pb of the same types.
 */
export const { condition } = fc.letrec<{ number: Node; text: Node; condition: Node }>((tie) => ({
  number: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(column("n1"), column("n2"), column("i1"), column("i2"), parameter("pn"), nothing),
    fc.record({
      kind: fc.constant("number" as const),
      value: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0.5, 0.1, 1e15, 9007199254740991)),
      at,
    }),
    fc.record({ kind: fc.constant("negate" as const), operand: tie("number"), at }),
    fc.record({
      kind: fc.constant("arithmetic" as const),
      operator: fc.constantFrom("+", "-", "*", "/"),
      left: tie("number"),
      right: tie("number"),
      at,
    }),
    call(["least", "greatest", "coalesce"], tie("number"), tie("number")),
    call(["abs"], tie("number")),
    call(["length"], tie("text")),
  ),
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(column("t1"), column("t2"), parameter("pt"), nothing),
    fc.record({
      kind: fc.constant("text" as const),
      value: fc.constantFrom("", "a", "b'c", "''", '"', "\\", "é", "𝒳y", "％", "z", "; DROP TABLE rows --"),
      at,
    }),
    call(["lower"], tie("text")),
  ),
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      column("b1"),
      column("b2"),
      parameter("pb"),
      nothing,
      fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean(), at }),
    ),
    compared(tie("number")),
    compared(tie("text")),
    compared(tie("condition")),
    compared(call(["ln"], fc.oneof(column("n1"), column("i1"), parameter("pn"))), farFromLogarithms),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      left: tie("condition"),
      right: tie("condition"),
      at,
    }),
    fc.record({ kind: fc.constant("not" as const), operand: tie("condition"), at }),
    listed(tie("number")),
    listed(tie("text")),
    listed(tie("condition")),
    ranged(tie("number")),
    ranged(tie("text")),
    known(tie("number")),
    known(tie("text")),
    known(tie("condition")),
    call(["contains", "starts_with"], tie("text"), tie("text")),
  ),
}));
