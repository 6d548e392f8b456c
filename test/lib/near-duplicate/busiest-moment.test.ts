import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { busiestMoment } from "../../../src/lib/near-duplicate/busiest-moment.js";

const acts = fc
  .array(fc.tuple(fc.nat(40), fc.nat(4)), { minLength: 1, maxLength: 25 })
  .map((list) => list.sort(([a], [b]) => a - b));

describe("the busiest moment", () => {
  test("is the window with the most accounts, then the most acts, then the earliest", () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 15 }), (list, seconds) => {
        const windows = list.map(([start], first) => {
          const within = list.filter(([at], place) => place >= first && at - start < seconds);
          return { first, acts: within.length, accounts: new Set(within.map(([, account]) => account)).size };
        });
        const [best] = windows.sort(
          (a, b) => b.accounts - a.accounts || b.acts - a.acts || a.first - b.first,
        );
        expect(
          busiestMoment(
            Int32Array.from(list, ([at]) => at),
            Int32Array.from(list, ([, account]) => account),
            0,
            list.length,
            seconds,
          ),
        ).toEqual(best);
      }),
    );
  });

  test("looks only at its own part of the acts", () => {
    const times = Int32Array.from([0, 0, 0, 5, 100]);
    const accounts = Int32Array.from([1, 2, 3, 4, 5]);
    expect(busiestMoment(times, accounts, 3, 5, 600)).toEqual({ first: 3, acts: 2, accounts: 2 });
  });
});
