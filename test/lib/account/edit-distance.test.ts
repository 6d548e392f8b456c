import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance } from "../../../src/lib/account/edit-distance.js";
import { NearNames } from "../../../src/lib/account/near-names.js";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

/** The slow counterpart: a breadth-first walk over all single edits until the other word is met. */
function byWalking(a: string, b: string): number {
  const letters = [...new Set([...a, ...b])];
  let seen = new Set([a]);
  let front = [a];
  for (let edits = 0; ; edits++) {
    if (seen.has(b)) return edits;
    const next = front.flatMap((text) => singleEdits(text, letters, Math.max(a.length, b.length)));
    front = [...new Set(next)].filter((text) => !seen.has(text));
    seen = new Set([...seen, ...front]);
  }
}

function singleEdits(text: string, letters: readonly string[], longest: number): string[] {
  const found: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    if (after !== "") found.push(before + after.slice(1));
    if (after.length > 1) found.push(before + after.charAt(1) + after.charAt(0) + after.slice(2));
    for (const letter of letters) {
      if (after !== "") found.push(before + letter + after.slice(1));
      if (text.length < longest) found.push(before + letter + after);
    }
  }
  return found;
}

describe("editDistance", () => {
  test.each([
    ["", "", 0],
    ["bank", "bank", 0],
    ["bank", "", 4],
    ["bank", "bnak", 1],
    ["official", "offical", 1],
    ["ca", "abc", 2],
    ["kitten", "sitting", 3],
  ])("from %j to %j takes %i", (a, b, edits) => expect(editDistance(a, b)).toBe(edits));

  test("is the least number of edits that a walk over all edits finds", () => {
    const short = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 4 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(editDistance(a, b)).toBe(byWalking(a, b));
      }),
    );
  });

  test("is a metric: zero for equals alone, the same both ways, never longer by a detour", () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe("NearNames", () => {
  test.each([0, 1, 2])("finds within %i edits what comparing with all names finds", (most) => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), word, (names, text) => {
        const slow = [...new Set(names)]
          .map((name) => ({ name, distance: editDistance(name, text) }))
          .filter(({ distance }) => distance <= most)
          .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
        expect(new NearNames(names, most).near(text)).toEqual(slow);
      }),
    );
  });
});
