import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coincidences } from "../../../src/lib/network/coincidences.js";
import { dealTimes } from "../../../src/lib/network/deal-times.js";
import { scoreCut } from "../../../src/lib/network/score-cut.js";
import { edgeScorer } from "../../../src/lib/network/score-edges.js";
import type { Shares } from "../../../src/lib/network/shares.js";

type Row = readonly [object: number, account: number, at: number];

function sharesOf(rows: readonly Row[]): Shares {
  const distinct = [...new Map(rows.map((row) => [row.join(), row])).values()].sort(
    (a, b) => a[0] - b[0] || a[2] - b[2] || a[1] - b[1],
  );
  return {
    accounts: Math.max(-1, ...distinct.map(([, account]) => account)) + 1,
    objects: Math.max(-1, ...distinct.map(([object]) => object)) + 1,
    object: Int32Array.from(distinct, ([object]) => object),
    account: Int32Array.from(distinct, ([, account]) => account),
    at: Int32Array.from(distinct, ([, , at]) => at),
  };
}

const wide = { window: 60, maxPairs: 1_000_000 };
const anyRows = fc.array(fc.tuple(fc.nat(3), fc.nat(6), fc.nat(400)), { maxLength: 60 });

/** Pairs of accounts that share an object within the window, by comparing every share with every other. */
function pairsSlowly(rows: readonly Row[], window: number): Set<string> {
  const pairs = new Set<string>();
  for (const [object, account, at] of rows)
    for (const [other, who, when] of rows)
      if (object === other && account < who && Math.abs(at - when) <= window) pairs.add(`${account} ${who}`);
  return pairs;
}

describe("coincidences", () => {
  test("are between the accounts that comparing every share with every other finds", () => {
    fc.assert(
      fc.property(anyRows, fc.nat(120), (rows, window) => {
        const { a, b } = coincidences(sharesOf(rows), { ...wide, window });
        expect(new Set(Array.from(a, (account, pair) => `${account} ${b[pair]}`))).toEqual(
          pairsSlowly(rows, window),
        );
      }),
    );
  });

  test("never look at more pairs than they may, and say what they left out", () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 40 }), (rows, maxPairs) => {
        const shares = sharesOf(rows);
        const all = coincidences(shares, wide);
        const some = coincidences(shares, { window: 60, maxPairs });
        expect(some.pairs).toBeLessThanOrEqual(maxPairs);
        expect(some.prunedShares > 0).toBe(some.prunedObjects > 0);
        expect(some.prunedShares > 0 || some.pairs === all.pairs).toBe(true);
      }),
    );
  });

  test("leave out two hundred thousand identical shares at one second, instead of twenty thousand million pairs", () => {
    const count = 200_000;
    const shares: Shares = {
      accounts: count,
      objects: 2,
      object: Int32Array.from({ length: count + 2 }, (_, row) => (row < count ? 0 : 1)),
      account: Int32Array.from({ length: count + 2 }, (_, row) => row % count),
      at: new Int32Array(count + 2).fill(5),
    };
    const met = coincidences(shares, { window: 60, maxPairs: 1_000_000 });
    expect(met).toMatchObject({ prunedShares: count, prunedObjects: 1, pairs: 1 });
    expect([met.a[0], met.b[0]]).toEqual([0, 1]);
  });

  test("count what a pair shares at one moment once, by its rarest object", () => {
    const rows: Row[] = [
      [0, 0, 100],
      [0, 1, 110],
      [0, 2, 100_000],
      [1, 0, 100],
      [1, 1, 110],
    ];
    const met = coincidences(sharesOf(rows), wide);
    expect([...met.object]).toEqual([1]);
  });

  test("are none without shares, and of one account", () => {
    expect(coincidences(sharesOf([]), wide)).toMatchObject({ pairs: 0, prunedShares: 0 });
    expect(
      coincidences(
        sharesOf([
          [0, 0, 1],
          [0, 0, 2],
        ]),
        wide,
      ).pair,
    ).toHaveLength(0);
  });
});

describe("edgeScorer", () => {
  test("adds 1/ln(2 + popularity) over distinct objects of the span, and needs two of them", () => {
    const day = 86_400;
    const rows: Row[] = [
      [0, 0, 10],
      [0, 1, 20],
      [0, 2, day - 1],
      [1, 0, 500],
      [1, 1, 510],
      [2, 0, 900],
      [2, 2, 905],
      [1, 0, 3 * day],
      [1, 1, 3 * day + 5],
    ];
    const shares = sharesOf(rows);
    const met = coincidences(shares, wide);
    const scorer = edgeScorer(shares, met);
    const { pair, score, objects, first, last } = scorer.score(0, 5);
    expect([met.a[pair[0]!], met.b[pair[0]!], pair.length]).toEqual([0, 1, 1]);
    expect(score[0]).toBeCloseTo(1 / Math.log(5) + 1 / Math.log(4), 12);
    expect([objects[0], first[0], last[0]]).toEqual([2, 0, 3]);
    expect(scorer.score(1, 5).pair).toHaveLength(0);
  });
});

describe("dealTimes", () => {
  test("keeps what was shared when, and who shared what on which day", () => {
    fc.assert(
      fc.property(anyRows, fc.nat(99), (rows, seed) => {
        const shares = sharesOf(rows);
        const dealt = dealTimes(shares, seed);
        expect([...dealt.object]).toEqual([...shares.object]);
        expect([...dealt.at]).toEqual([...shares.at]);
        const whoShared = ({ object, account, at }: Shares): string[] =>
          Array.from(
            object,
            (what, row) => `${what} ${account[row]} ${Math.floor(at[row]! / 86_400)}`,
          ).sort();
        expect(whoShared(dealt)).toEqual(whoShared(shares));
        expect([...dealTimes(shares, seed).account]).toEqual([...dealt.account]);
      }),
    );
  });
});

describe("scoreCut", () => {
  const of = (real: number[], dealt: number[]): ReturnType<typeof scoreCut> =>
    scoreCut({ real: Float64Array.from(real), dealt: Float64Array.from(dealt) }, 0.05);
  test("is the least score at which chance leaves a twentieth", () => {
    const real = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(of(real, [1, 2, 3, 4, 5, 6, 7])).toEqual({ score: 4, real: 97, dealt: 4 });
    expect(of(real, [])).toEqual({ score: 1, real: 100, dealt: 0 });
  });
  test("is none where chance leaves as many at every score, or there is nothing", () => {
    expect(of([1, 2, 3], [1, 2, 3]).score).toBeNull();
    expect(of([], []).score).toBeNull();
  });
});
