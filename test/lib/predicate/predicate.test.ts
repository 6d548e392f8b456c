import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import {
  checkPredicate,
  evaluatePredicate,
  parsePredicate,
  PredicateError,
  printSql,
  type Node,
  type PredicateScope,
  type Value,
} from "../../../src/lib/predicate/index.js";

const scope: PredicateScope = {
  columns: { links_24h: "number", age: "number", handle: "text", verified: "boolean" },
  parameters: { min_links: "number" },
};
const row = { links_24h: 12, age: 3, handle: "cheap_pills", verified: false };
const parameters = { min_links: 10 };

function holds(source: string, values: Record<string, Value> = row): Value {
  const node = parsePredicate(source);
  checkPredicate(node, scope);
  return evaluatePredicate(node, values, parameters);
}

describe("a predicate", () => {
  test("compares columns with numbers, texts and parameters", () => {
    expect(holds("links_24h >= :min_links and handle <> 'x'")).toBe(true);
    expect(holds("age between 4 and 9 or verified")).toBe(false);
    expect(holds("handle in ('a', 'cheap_pills')")).toBe(true);
    expect(holds("not starts_with(handle, 'cheap')")).toBe(false);
  });

  test("binds not tighter than and, and and tighter than or", () => {
    expect(holds("verified and verified or age = 3")).toBe(true);
    expect(holds("not verified and age = 3")).toBe(true);
  });

  test("is unknown where a value is unknown, unless another decides", () => {
    const unknown = { ...row, age: null };
    expect(holds("age > 1", unknown)).toBe(null);
    expect(holds("age > 1 or links_24h > 1", unknown)).toBe(true);
    expect(holds("age is null", unknown)).toBe(true);
    expect(holds("age not in (1, 2)", unknown)).toBe(null);
  });

  test("takes a division by zero as unknown", () => {
    expect(holds("links_24h / (age - 3) > 1")).toBe(null);
  });

  test("gives the columns that it uses", () => {
    expect(checkPredicate(parsePredicate("age > 1 and contains(lower(handle), 'x')"), scope)).toEqual([
      "age",
      "handle",
    ]);
  });
});

describe("a predicate is refused with its place", () => {
  const refused: readonly [source: string, message: string][] = [
    ["link_24h > 1", 'line 1, column 1: unknown column "link_24h"; did you mean "links_24h"?'],
    ["age > 1 and\n  hadnle = 'x'", 'line 2, column 3: unknown column "hadnle"; did you mean "handle"?'],
    ["lenght(handle) > 1", 'unknown function "lenght"; did you mean "length"?'],
    ["age > :min_link", 'unknown parameter "min_link"; did you mean "min_links"?'],
    ["age in (select 1)", "sub-selects are not allowed"],
    ["(select 1) = 1", "sub-selects are not allowed"],
    ["age > 1 -- x", "comments are not allowed"],
    ["age > 1; drop table x", 'unexpected ";"'],
    ["handle = 'x", "a text is not closed"],
    ["age", "the predicate is a number, expected a condition"],
    ["handle > 3", "compares a text with a number"],
    ["age + handle > 1", "expected a number, found a text"],
    ["age >", "expected a value, found the end"],
    ["age > 1 age", "unexpected age"],
    ["least(age) > 1", "least takes 2 values, was given 1"],
    [`${"(".repeat(200)}age${")".repeat(200)} > 1`, "nested more than 64 deep"],
    [`age > 1${" and age > 1".repeat(10_000)}`, "10000 are allowed"],
  ];
  test.each(refused)("%s", (source, message) => {
    expect(() => checkPredicate(parsePredicate(source), scope)).toThrow(PredicateError);
    expect(() => checkPredicate(parsePredicate(source), scope)).toThrow(message);
  });
});

const at = { offset: 0, line: 1, column: 1 };
const { number, text, condition } = fc.letrec<{ number: Node; text: Node; condition: Node }>((tie) => ({
  number: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Node>(
      { kind: "column", name: "n1", at },
      { kind: "column", name: "n2", at },
      { kind: "null", at },
    ),
    fc
      .oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0.5, 1e15, 9007199254740991))
      .map((value): Node => ({ kind: "number", value, at })),
    fc.record({ kind: fc.constant("negate" as const), operand: tie("number"), at: fc.constant(at) }),
    fc.record({
      kind: fc.constant("arithmetic" as const),
      operator: fc.constantFrom("+", "-", "*", "/"),
      left: tie("number"),
      right: tie("number"),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom("least", "greatest", "coalesce"),
      operands: fc.tuple(tie("number"), tie("number")),
      at: fc.constant(at),
    }),
    tie("text").map((operand): Node => ({ kind: "call", name: "length", operands: [operand], at })),
  ),
  text: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Node>({ kind: "column", name: "t1", at }, { kind: "column", name: "t2", at }),
    fc.constantFrom("", "a", "b'c", "é", "𝒳y", "％", "z").map((value): Node => ({ kind: "text", value, at })),
  ),
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Node>({ kind: "column", name: "b1", at }, { kind: "boolean", value: true, at }),
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom("=", "<>", "<", "<=", ">", ">="),
      left: tie("number"),
      right: tie("number"),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom("=", "<>", "<", ">="),
      left: tie("text"),
      right: tie("text"),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      left: tie("condition"),
      right: tie("condition"),
      at: fc.constant(at),
    }),
    fc.record({ kind: fc.constant("not" as const), operand: tie("condition"), at: fc.constant(at) }),
    fc.record({
      kind: fc.constant("in" as const),
      operand: tie("number"),
      values: fc.array(tie("number"), { minLength: 1, maxLength: 3 }),
      negated: fc.boolean(),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant("between" as const),
      operand: tie("number"),
      low: tie("number"),
      high: tie("number"),
      negated: fc.boolean(),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant("is-null" as const),
      operand: tie("number"),
      negated: fc.boolean(),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom("contains", "starts_with"),
      operands: fc.tuple(tie("text"), tie("text")),
      at: fc.constant(at),
    }),
  ),
}));
void number;
void text;

describe("printed SQL", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:", threads: 1 });
    await engine.execute("CREATE TABLE rows (n1 DOUBLE, n2 DOUBLE, t1 VARCHAR, t2 VARCHAR, b1 BOOLEAN)");
  });
  afterAll(() => engine.close());

  test("means to DuckDB what the interpreter says, for random predicates and rows", async () => {
    const numberValue = fc.option(fc.constantFrom(0, -0, 1, 2, 0.5, -3, 1e15));
    const textValue = fc.option(fc.constantFrom("", "a", "b'c", "é", "𝒳y", "zz"));
    await fc.assert(
      fc.asyncProperty(
        condition,
        fc.array(
          fc.record({
            n1: numberValue,
            n2: numberValue,
            t1: textValue,
            t2: textValue,
            b1: fc.option(fc.boolean()),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (node, rows) => {
          await engine.execute("DELETE FROM rows");
          for (const { n1, n2, t1, t2, b1 } of rows)
            await engine.execute("INSERT INTO rows VALUES ($1, $2, $3, $4, $5)", [n1, n2, t1, t2, b1]);
          const found = await engine.query<{ verdict: boolean | null }>(
            `SELECT ${printSql(node)} AS verdict FROM rows ORDER BY rowid`,
          );
          expect(found.map(({ verdict }) => verdict)).toEqual(
            rows.map((values) => evaluatePredicate(node, values)),
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});
