import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isChosen,
  nextSort,
  readChoice,
  sortedPlaces,
  writeChoice,
} from "../../../src/lib/view/list-choice.js";

const shape = {
  filters: [
    { key: "state", values: ["enforce", "shadow"] },
    { key: "policy", values: ["a/b", "c & d"] },
  ],
  columns: ["rule", "precision"],
};
const read = (query: string) => readChoice(new URLSearchParams(query), shape);

describe("the choice of a list", () => {
  test("of an empty URL takes all rows as they came", () => {
    expect(read("")).toEqual({ choice: { filters: {}, search: "", sort: null }, problems: [] });
  });

  test("names what it ignores, made safe to show, and keeps the rest", () => {
    const { choice, problems } = read("state=nowhere\u202e&policy=a/b&sort=-colour&q=link");
    expect(choice).toEqual({ filters: { policy: "a/b" }, search: "link", sort: null });
    expect(problems.map(({ key, raw }) => [key, raw])).toEqual([
      ["state", "nowhere\ufffd"],
      ["sort", "-colour"],
    ]);
  });

  test("leaves keys of others alone", () => {
    expect(read("embed=x&from=2026-01-01").problems).toEqual([]);
  });

  test("is read back from the URL as it was written", () => {
    fc.assert(
      fc.property(
        fc.record(
          { state: fc.constantFrom("enforce", "shadow"), policy: fc.constantFrom("a/b", "c & d") },
          { requiredKeys: [] },
        ),
        fc.string({ maxLength: 100, unit: "grapheme" }),
        fc.option(fc.record({ column: fc.constantFrom("rule", "precision"), descending: fc.boolean() })),
        (filters, search, sort) => {
          const choice = { filters: { ...filters }, search, sort };
          expect(read(writeChoice(choice, shape))).toEqual({ choice, problems: [] });
        },
      ),
    );
  });

  test("is written with what was chosen only", () => {
    expect(writeChoice({ filters: {}, search: "", sort: null }, shape)).toBe("");
    expect(
      writeChoice(
        { filters: { state: "shadow" }, search: "", sort: { column: "precision", descending: true } },
        shape,
      ),
    ).toBe("state=shadow&sort=-precision");
  });
});

describe("a row", () => {
  const facts = { facets: { state: ["enforce"], health: ["decay", "silent"] }, text: "many links a day" };
  const chosen = (filters: Record<string, string>, search = "") =>
    isChosen(facts, { filters, search, sort: null });

  test("is shown where it has every value that is chosen, of several one", () => {
    expect(chosen({})).toBe(true);
    expect(chosen({ state: "enforce", health: "silent" })).toBe(true);
    expect(chosen({ state: "shadow" })).toBe(false);
    expect(chosen({ owner: "nobody" })).toBe(false);
  });

  test("is found by all words of a search, in any order and case", () => {
    expect(chosen({}, "DAY links")).toBe(true);
    expect(chosen({}, "links week")).toBe(false);
    expect(chosen({}, "   ")).toBe(true);
  });
});

describe("sorting", () => {
  test("puts what is unknown last, whichever way", () => {
    expect(sortedPlaces([0.5, null, 0.1, 0.9], false)).toEqual([2, 0, 3, 1]);
    expect(sortedPlaces([0.5, null, 0.1, 0.9], true)).toEqual([3, 0, 2, 1]);
  });

  test("keeps equal rows in their order", () => {
    expect(sortedPlaces(["b", "a", "b", "a"], false)).toEqual([1, 3, 0, 2]);
    expect(sortedPlaces(["b", "a", "b", "a"], true)).toEqual([0, 2, 1, 3]);
  });

  test("goes up, down, and back to how the rows came", () => {
    const up = nextSort<string>(null, "x");
    const down = nextSort(up, "x");
    expect([up, down, nextSort(down, "x")]).toEqual([
      { column: "x", descending: false },
      { column: "x", descending: true },
      null,
    ]);
    expect(nextSort(down, "y")).toEqual({ column: "y", descending: false });
  });
});
