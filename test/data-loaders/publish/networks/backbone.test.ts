import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backbone } from "../../../../data-loaders/publish/networks/backbone.js";

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
