import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordDiff } from "../../../src/lib/near-duplicate/word-diff.js";

const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 7 }).map((list) => list.join(" "));

function wordsOf(text: string): string[] {
  return text.split(" ").filter(Boolean);
}

/** The most words that both have in the same order, by trying every choice. */
function mostShared(from: readonly string[], to: readonly string[]): number {
  const [first, ...rest] = from;
  if (first === undefined) return 0;
  const at = to.indexOf(first);
  return Math.max(mostShared(rest, to), at < 0 ? 0 : 1 + mostShared(rest, to.slice(at + 1)));
}

describe("the difference of two texts", () => {
  test("is told word by word", () => {
    expect(wordDiff("Earn money from home today", "Earn cash from home today, friends")).toEqual([
      { text: "Earn", kind: "same" },
      { text: " money", kind: "removed" },
      { text: " cash", kind: "added" },
      { text: " from home", kind: "same" },
      { text: " today", kind: "removed" },
      { text: " today, friends", kind: "added" },
    ]);
  });

  test("is nothing where only case and white space differ", () => {
    expect(wordDiff("One  Text", "one text")).toEqual([{ text: "one text", kind: "same" }]);
  });

  test("of Chinese is told character by character", () => {
    expect(wordDiff("今天很好", "今天不好")).toEqual([
      { text: "今天", kind: "same" },
      { text: "很", kind: "removed" },
      { text: "不", kind: "added" },
      { text: "好", kind: "same" },
    ]);
  });

  test("joins to one text without what was removed and to the other without what was added, and shares all that can be", () => {
    fc.assert(
      fc.property(words, words, (from, to) => {
        const segments = wordDiff(from, to);
        const without = (kind: string): string[] =>
          segments.filter((segment) => segment.kind !== kind).flatMap(({ text }) => wordsOf(text));
        expect(without("removed")).toEqual(wordsOf(to));
        expect(without("added")).toEqual(wordsOf(from));
        const shared = segments.filter(({ kind }) => kind === "same").flatMap(({ text }) => wordsOf(text));
        expect(shared).toHaveLength(mostShared(wordsOf(from), wordsOf(to)));
      }),
    );
  });

  test("of texts without end is made all the same", () => {
    const segments = wordDiff("a ".repeat(5000), `${"a ".repeat(5000)}b`);
    expect(segments.map(({ kind }) => kind)).toEqual(["same", "removed", "added"]);
  });
});
