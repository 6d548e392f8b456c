import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roganGladen } from "../../../src/lib/statistics/rogan-gladen.js";

const gold = { positives: 100, positivesFound: 90, negatives: 100, negativesFound: 95 };

describe("Rogan and Gladen's correction", () => {
  test("it is (p + specificity − 1) ÷ (sensitivity + specificity − 1)", () => {
    const corrected = roganGladen(0.2, 500, gold);
    expect(corrected?.value).toBeCloseTo(0.15 / 0.85, 12);
    expect(corrected?.sensitivity).toBe(0.9);
    expect(corrected?.specificity).toBe(0.95);
  });

  test("its interval agrees with the formulas of Lang and Reiczigel 2014 worked by hand", () => {
    const z = 1.959963984540054;
    const [n, m] = [500 + z * z, 102];
    const [p, se, sp] = [(0.2 * 500 + (z * z) / 2) / n, 91 / m, 96 / m];
    const center = (p + sp - 1) / (se + sp - 1);
    const [vp, vse, vsp] = [(p * (1 - p)) / n, (se * (1 - se)) / m, (sp * (1 - sp)) / m];
    const shift = 2 * z * z * (center * vse - (1 - center) * vsp);
    const half = (z * Math.sqrt(vp + center ** 2 * vse + (1 - center) ** 2 * vsp)) / (se + sp - 1);
    const corrected = roganGladen(0.2, 500, gold);
    expect(corrected?.low).toBeCloseTo(center + shift - half, 12);
    expect(corrected?.high).toBeCloseTo(center + shift + half, 12);
  });

  test("an apparent share below the false positives' is corrected to 0, clipped there, with an upper bound", () => {
    const corrected = roganGladen(0.02, 500, gold);
    expect(corrected?.value).toBe(0);
    expect(corrected?.low).toBe(0);
    expect(corrected?.high).toBeGreaterThan(0);
  });

  test("the interval holds the value and stays within 0 and 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 5000 }), (p, n) => {
        const { value, low, high } = roganGladen(p, n, gold)!;
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("few gold items make it less certain", () => {
    const few = roganGladen(0.2, 500, {
      positives: 10,
      positivesFound: 9,
      negatives: 20,
      negativesFound: 19,
    })!;
    const many = roganGladen(0.2, 500, gold)!;
    expect(few.high - few.low).toBeGreaterThan(many.high - many.low);
  });

  test("a share known exactly leaves the gold items' uncertainty alone", () => {
    const exact = roganGladen(0.2, Number.POSITIVE_INFINITY, gold)!;
    expect(exact.high - exact.low).toBeGreaterThan(0);
    expect(exact.high - exact.low).toBeLessThan(
      roganGladen(0.2, 500, gold)!.high - roganGladen(0.2, 500, gold)!.low,
    );
  });

  test("without gold items of either kind there is no correction", () => {
    expect(roganGladen(0.2, 500, { ...gold, positives: 0, positivesFound: 0 })).toBeNull();
    expect(roganGladen(0.2, 500, { ...gold, negatives: 0, negativesFound: 0 })).toBeNull();
  });

  test("labels no better than chance cannot be corrected", () => {
    expect(
      roganGladen(0.2, 500, { positives: 10, positivesFound: 5, negatives: 10, negativesFound: 5 }),
    ).toBeNull();
  });
});
