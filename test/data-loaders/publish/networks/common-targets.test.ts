import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commonTargets } from "../../../../data-loaders/publish/networks/common-targets.js";
import { commonOf, partnersOf, weightOf } from "../../../../src/lib/network/evidence.js";

const objects = [3, 2, 40].map((popularity, at) => ({
  kind: "url",
  object: `o${at}`,
  text: null,
  popularity,
}));

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
        const evidence = {
          from: "2026-03-02",
          objects,
          pairs,
          acts: acts.flat(),
          left: { pairs: 0, members: 0, acts: 0 },
        };
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
