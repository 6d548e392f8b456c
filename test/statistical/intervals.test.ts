import { describe, expect, test } from "vitest";
import { clopperPearson } from "./support/clopper-pearson.js";
import { type CellCoverage, measureCoverage } from "./support/coverage.js";
import { plantedPopulation } from "./support/population.js";

const seeds = [1, 2, 3];
const coverage = measureCoverage(plantedPopulation(20_260_101), seeds, 1000);

function pooled(of: (cell: CellCoverage) => number): number {
  return coverage.reduce((sum, cell) => sum + of(cell), 0) / coverage.length;
}

function name({ cell }: CellCoverage): string {
  return `P = ${cell.precision.toFixed(3)}, n = ${cell.labels}, ${cell.design}`;
}

describe("95 % intervals of rule precision, 1,000 redraws of the samples at three seeds over twelve cells", () => {
  test("as reviewed they hold what a census by the same reviewers would say: 94–99 % pooled", () => {
    expect(coverage).toHaveLength(12);
    expect(pooled(({ asReviewed }) => asReviewed)).toBeGreaterThanOrEqual(0.94);
    expect(pooled(({ asReviewed }) => asReviewed)).toBeLessThanOrEqual(0.99);
  });

  test("corrected they hold the planted truth: 94–99 % pooled", () => {
    expect(pooled(({ corrected }) => corrected)).toBeGreaterThanOrEqual(0.94);
    expect(pooled(({ corrected }) => corrected)).toBeLessThanOrEqual(0.99);
  });

  test.each(coverage.map((cell) => [name(cell), cell] as const))(
    "both hold in 92 % or more at %s",
    (_, cell) => {
      expect(cell.redraws).toBe(3000);
      expect(cell.asReviewed).toBeGreaterThanOrEqual(0.92);
      expect(cell.corrected).toBeGreaterThanOrEqual(0.92);
    },
  );

  test("they are no wider than Clopper and Pearson's at the same effective size", () => {
    for (const cell of coverage)
      expect(cell.width.asReviewed, name(cell)).toBeLessThanOrEqual(cell.width.reference);
  });

  test("left uncorrected they would miss the truth most of the time, and true positives ÷ all labels nearly always", () => {
    for (const cell of coverage) {
      expect(cell.uncorrected, name(cell)).toBeLessThan(0.25);
      expect(cell.naive.coverage, name(cell)).toBeLessThan(0.1);
      expect(Math.abs(cell.naive.off), name(cell)).toBeGreaterThan(0.05);
    }
  });
});

describe("with reviewers who never err", () => {
  const exact = measureCoverage(plantedPopulation(7, [{ sensitivity: 1, specificity: 1 }]), seeds, 500);

  test("as-reviewed intervals hold the planted truth in 94–99 % pooled, and in 91 % at P = .995, n = 200, where Wilson's own dip to .92", () => {
    const all = exact.reduce((sum, { asReviewed }) => sum + asReviewed, 0) / exact.length;
    expect(all).toBeGreaterThanOrEqual(0.94);
    expect(all).toBeLessThanOrEqual(0.99);
    for (const cell of exact) expect(cell.asReviewed, name(cell)).toBeGreaterThanOrEqual(0.91);
  });
});

describe("the reference interval", () => {
  test("agrees with published values of Clopper and Pearson's", () => {
    for (const [positives, items, low, high] of [
      [81, 263, 0.2527, 0.3676],
      [15, 148, 0.0578, 0.1617],
      [0, 20, 0, 0.1684],
      [1, 29, 0.0009, 0.1776],
      [10, 10, 0.6915, 1],
    ] as const) {
      const interval = clopperPearson(positives, items);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });
});
