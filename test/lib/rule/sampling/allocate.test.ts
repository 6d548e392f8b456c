import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { neymanAllocation } from "../../../../src/lib/rule/sampling/index.js";

const fresh = { labels: 0, positives: 0 };

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

describe("Neyman's allocation", () => {
  test("gives strata alike labels by their weight", () => {
    const [a, b] = neymanAllocation(
      [
        { size: 1000, weight: 0.75, ...fresh },
        { size: 1000, weight: 0.25, ...fresh },
      ],
      100,
    );
    expect(a).toBeCloseTo(75, 6);
    expect(b).toBeCloseTo(25, 6);
  });

  test("gives most to the stratum whose labels disagree most, and counts those that are there", () => {
    const strata = [
      { size: 5000, weight: 0.5, labels: 40, positives: 20 },
      { size: 5000, weight: 0.5, labels: 40, positives: 40 },
    ];
    const [split, sure] = neymanAllocation(strata, 200) as [number, number];
    const spread = Math.sqrt((40.5 / 41) * (0.5 / 41));
    expect((split + 40) / (sure + 40)).toBeCloseTo(0.5 / spread, 2);
  });

  test("gives five to a stratum that needs no more, and a small one all that it holds", () => {
    expect(
      neymanAllocation(
        [
          { size: 900, weight: 0.98, ...fresh },
          { size: 900, weight: 0.01, labels: 300, positives: 300 },
          { size: 3, weight: 0.01, ...fresh },
        ],
        100,
      ).map((labels) => Math.round(labels)),
    ).toEqual([92, 5, 3]);
  });

  test("serves the strata that widen intervals most where there is not enough for all", () => {
    const strata = [
      { size: 100, weight: 1, labels: 400, positives: 396 },
      { size: 100, weight: 1, ...fresh },
      { size: 100, weight: 0.2, ...fresh },
    ];
    expect(neymanAllocation(strata, 7)).toEqual([0, 5, 0]);
    expect(neymanAllocation(strata, 11)).toEqual([0, 5, 5]);
  });

  test("of no strata is empty, of empty strata zero, and of too large a budget all that there is", () => {
    expect(neymanAllocation([], 100)).toEqual([]);
    expect(neymanAllocation([{ size: 0, weight: 1, ...fresh }], 100)).toEqual([0]);
    expect(neymanAllocation([{ size: 12, weight: 1, ...fresh }], 100)).toEqual([12]);
  });

  test("spends the budget, never more than a stratum holds, never less than five where all can have them", () => {
    const stratum = fc
      .record({
        size: fc.nat(500),
        weight: fc.double({ min: 0.001, max: 1, noNaN: true }),
        labels: fc.nat(300),
      })
      .chain((one) => fc.nat(one.labels).map((positives) => ({ ...one, positives })));
    fc.assert(
      fc.property(
        fc.array(stratum, { maxLength: 30 }),
        fc.integer({ min: 1, max: 5000 }),
        (strata, budget) => {
          const given = neymanAllocation(strata, budget);
          const floors = total(strata.map(({ size }) => Math.min(5, size)));
          const all = total(strata.map(({ size }) => size));
          expect(total(given)).toBeLessThanOrEqual(Math.max(budget, 0) + 1e-6);
          const enough = floors < budget;
          expect(total(given)).toBeGreaterThanOrEqual(enough ? Math.min(all, budget) - 1e-4 : 0);
          given.forEach((labels, index) => {
            expect(labels).toBeLessThanOrEqual(strata[index]!.size);
            expect(labels).toBeGreaterThanOrEqual(enough ? Math.min(5, strata[index]!.size) : 0);
          });
        },
      ),
    );
  });
});
