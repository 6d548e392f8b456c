import { describe, expect, test } from "vitest";
import {
  checkPredicate,
  evaluatePredicate,
  parsePredicate,
  PredicateError,
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
    [`${"(".repeat(4_990)}age${")".repeat(4_990)} > 1`, "nested more than 64 deep"],
    [`${"not ".repeat(2_400)}verified`, "more than 400 operations one upon another"],
    [`age${"+1".repeat(4_900)} > 1`, "more than 400 operations one upon another"],
    [`verified${" or verified".repeat(800)}`, "more than 400 operations one upon another"],
    [`${"- ".repeat(4_900)}age > 1`, "nested more than 64 deep"],
    [`age > 1${" and age > 1".repeat(10_000)}`, "10000 are allowed"],
    [`${"(".repeat(10_000)}age${")".repeat(10_000)} > 1`, "10000 are allowed"],
    ["age > 1e999", "line 1, column 7: the number 1e999 is too large"],
    ["constructor(age) > 1", 'unknown function "constructor"'],
    ["__proto__(age) > 1", 'unknown function "__proto__"'],
    ["toString > 1", 'unknown column "toString"'],
    ["age > :valueOf", 'unknown parameter "valueOf"'],
    ["age > \u202e1", "line 1, column 7: unexpected U+202E"],
    ["age > 1 'a\u202eb\u001b[2J'", "unexpected a\ufffdb\ufffd[2J"],
    [`age > 1 '${"x".repeat(5_000)}'`, "… (4940 more characters)"],
  ];
  test.each(refused.map(([source, message]) => [source.slice(0, 60), source, message] as const))(
    "%s",
    (_, source, message) => {
      expect(() => checkPredicate(parsePredicate(source), scope)).toThrow(PredicateError);
      expect(() => checkPredicate(parsePredicate(source), scope)).toThrow(message);
    },
  );
});
