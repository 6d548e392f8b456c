import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coincidences } from "../../../src/lib/network/coincidences.js";
import { edgeScorer } from "../../../src/lib/network/score-edges.js";
import { sharedMoments, type AskedEdge, type SharedMoment } from "../../../src/lib/network/shared-moments.js";
import type { Shares } from "../../../src/lib/network/shares.js";

const window = 60;
const days = 1;

const anyShares = fc
  .array(fc.record({ object: fc.nat(7), account: fc.nat(5), at: fc.nat(900) }), {
    minLength: 20,
    maxLength: 120,
  })
  .map((rows): Shares => {
    rows.sort((a, b) => a.object - b.object || a.at - b.at || a.account - b.account);
    return {
      accounts: 6,
      objects: 8,
      object: Int32Array.from(rows, ({ object }) => object),
      account: Int32Array.from(rows, ({ account }) => account),
      at: Int32Array.from(rows, ({ at }) => at),
    };
  });

function evidenceOf(
  shares: Shares,
  most: number,
): { asked: AskedEdge[]; scores: number[]; moments: SharedMoment[] } {
  const met = coincidences(shares, { window, maxPairs: 1e6 });
  const edges = edgeScorer(shares, met).score(0, days);
  const asked = Array.from(edges.pair, (pair) => ({ a: met.a[pair]!, b: met.b[pair]!, from: 0, to: days }));
  return { asked, scores: [...edges.score], moments: sharedMoments(shares, met, asked, { window, most }) };
}

describe("sharedMoments", () => {
  test("names what each edge was scored from: the sum over its objects is its score", () => {
    let edges = 0;
    fc.assert(
      fc.property(anyShares, (shares) => {
        const { asked, scores, moments } = evidenceOf(shares, Number.POSITIVE_INFINITY);
        edges += asked.length;
        for (const [edge, score] of scores.entries()) {
          const own = moments.filter((moment) => moment.edge === edge);
          expect(new Set(own.map(({ object }) => object)).size).toBe(own.length);
          const sum = own.reduce((all, { popularity }) => all + 1 / Math.log(2 + popularity), 0);
          expect(sum).toBeCloseTo(score, 10);
        }
      }),
      { seed: 1 },
    );
    expect(edges).toBeGreaterThan(100);
  });

  test("tells times at which both did share the object, no farther apart than the window", () => {
    fc.assert(
      fc.property(anyShares, (shares) => {
        const { asked, moments } = evidenceOf(shares, Number.POSITIVE_INFINITY);
        const shared = (account: number, object: number, at: number): boolean =>
          shares.at.some(
            (second, row) =>
              second === at && shares.account[row] === account && shares.object[row] === object,
          );
        for (const { edge, object, a, b } of moments) {
          expect(shared(asked[edge]!.a, object, a)).toBe(true);
          expect(shared(asked[edge]!.b, object, b)).toBe(true);
          expect(Math.abs(a - b)).toBeLessThanOrEqual(window);
        }
      }),
      { seed: 2 },
    );
  });

  test("keeps the least popular where there are more than asked for", () => {
    fc.assert(
      fc.property(anyShares, (shares) => {
        const all = evidenceOf(shares, Number.POSITIVE_INFINITY);
        const few = evidenceOf(shares, 2);
        for (const edge of all.asked.keys()) {
          const of = ({ moments }: typeof all): SharedMoment[] =>
            moments.filter((moment) => moment.edge === edge);
          expect(of(few)).toEqual(of(all).slice(0, 2));
          const popularity = of(all).map((moment) => moment.popularity);
          expect(popularity).toEqual(popularity.toSorted((a, b) => a - b));
        }
      }),
      { seed: 3 },
    );
  });
});
