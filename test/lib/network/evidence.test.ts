import { describe, expect, test } from "vitest";
import { commonOf, partnersOf, type NetworkEvidence } from "../../../src/lib/network/evidence.js";

const objects = [3, 2, 40].map((popularity, at) => ({
  kind: "url",
  object: `o${at}`,
  text: null,
  popularity,
}));

const sharing: NetworkEvidence = {
  from: "2026-03-02",
  objects,
  pairs: [
    { a: 0, b: 2, score: 1.4, objects: 3, shared: [1, 10, 12, 0, 50, 40] },
    { a: 1, b: 2, score: 0.9, objects: 2, shared: [0, 5, 6, 1, 7, 8] },
  ],
  acts: [],
  left: { pairs: 4, members: 0, acts: 0 },
};

describe("what two members have in common", () => {
  test("is told with the times in the order in which they were asked for", () => {
    const times = (a: number, b: number): number[][] | undefined =>
      commonOf(sharing, a, b)?.rows.map((row) => [row.a, row.b]);
    expect(times(0, 2)).toEqual([
      [10, 12],
      [50, 40],
    ]);
    expect(times(2, 0)).toEqual([
      [12, 10],
      [40, 50],
    ]);
    expect(commonOf(sharing, 0, 2)).toMatchObject({ objects: 3, score: 1.4 });
  });

  test("is unknown of two without an edge, of one with itself, and of places that there are not", () => {
    for (const [a, b] of [
      [0, 1],
      [0, 0],
      [-1, 2],
      [7, 8],
    ] as const)
      expect(commonOf(sharing, a, b)).toBeNull();
  });

  test("lists partners, those with most in common first", () => {
    expect(partnersOf(sharing, 2)).toEqual([
      { member: 0, objects: 3 },
      { member: 1, objects: 2 },
    ]);
    expect(partnersOf(sharing, 5)).toEqual([]);
  });
});
