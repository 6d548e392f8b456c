import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backbone } from "../../../data-loaders/publish/networks/backbone.js";
import { commonTargets } from "../../../data-loaders/publish/networks/common-targets.js";
import { commonOf, partnersOf, weightOf, type NetworkEvidence } from "../../../src/lib/network/evidence.js";

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

const anyActs = fc
  .uniqueArray(fc.tuple(fc.nat(9), fc.nat(2), fc.nat(1000)), {
    selector: ([who, what]) => `${who} ${what}`,
    maxLength: 30,
  })
  .map((acts) => acts.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));

describe("pairs of a block", () => {
  test("are those that comparing every member with every other finds, the strongest first", () => {
    fc.assert(
      fc.property(anyActs, (acts) => {
        const { pairs, found } = commonTargets(acts, objects);
        const evidence = { ...sharing, pairs, acts: acts.flat() };
        let slowly = 0;
        for (let a = 0; a < 10; a++)
          for (let b = a + 1; b < 10; b++) {
            const targets = objects.filter((_, object) =>
              [a, b].every((who) => acts.some((act) => act[0] === who && act[1] === object)),
            );
            const pair = pairs.find((one) => one.a === a && one.b === b);
            expect(pair?.objects ?? 0).toBe(targets.length);
            expect(pair?.score ?? 0).toBeCloseTo(
              targets.reduce((sum, object) => sum + weightOf(object), 0),
              3,
            );
            expect(commonOf(evidence, a, b)?.objects ?? 0).toBe(targets.length);
            slowly += targets.length > 0 ? 1 : 0;
          }
        expect(found).toBe(slowly);
        const scores = pairs.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const { member, objects: count } of partnersOf(evidence, 0))
          expect(count).toBe(commonOf(evidence, 0, member)?.objects);
      }),
    );
  });
});

describe("the lines of a picture", () => {
  const anyLinks = fc.array(
    fc.tuple(fc.nat(19), fc.nat(19)).filter(([a, b]) => a !== b),
    { maxLength: 200 },
  );

  test("are all of them where they are few, and else leave no bound node without one", () => {
    fc.assert(
      fc.property(anyLinks, fc.integer({ min: 1, max: 60 }), (links, most) => {
        const kept = backbone(20, links, { own: 1, most });
        expect(backbone(20, links, { own: 1, most: links.length })).toEqual(links);
        expect(kept.length).toBeLessThanOrEqual(Math.max(most, 20));
        expect(new Set(kept.flat())).toEqual(new Set(links.flat()));
      }),
    );
  });
});
