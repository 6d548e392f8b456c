import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomialTail,
  deviate,
  lowerBound,
  mostSurprising,
  negativeBinomialTail,
  upperBound,
} from "../../../src/lib/emerging/tails.js";

const mean = fc.double({ min: 0.05, max: 2000, noNaN: true });
const dispersion = fc.double({ min: 0.001, max: 1, noNaN: true });

describe("tails", () => {
  test("a negative binomial tail equals its terms added up", () => {
    const [mu, phi] = [4, 0.25];
    let mass = (1 + phi * mu) ** (-1 / phi);
    let below = 0;
    for (let count = 0; count < 40; count++) {
      expect(Math.exp(negativeBinomialTail(count, mu, phi))).toBeCloseTo(1 - below, 10);
      below += mass;
      mass *= ((count + 1 / phi) / (count + 1)) * ((phi * mu) / (1 + phi * mu));
    }
  });

  test("none or more is certain, more than there are is impossible", () => {
    expect(negativeBinomialTail(0, 3, 0.1)).toBe(0);
    expect(binomialTail(0, 5, 0.2)).toBe(0);
    expect(binomialTail(6, 5, 0.2)).toBe(Number.NEGATIVE_INFINITY);
  });

  test("a deviate rises with the count and stays within its bounds", () => {
    fc.assert(
      fc.property(mean, dispersion, fc.nat(5000), (mu, phi, count) => {
        const tail = (least: number): number => negativeBinomialTail(least, mu, phi);
        const here = deviate(count, tail);
        expect(Math.abs(here)).toBeLessThanOrEqual(mostSurprising);
        expect(deviate(count + 1, tail)).toBeGreaterThanOrEqual(here);
      }),
    );
  });

  test("bounds hold the mean, and leave out no more than their share on either side", () => {
    fc.assert(
      fc.property(mean, dispersion, (mu, phi) => {
        const [low, high] = [lowerBound(mu, phi, 0.025), upperBound(mu, phi, 0.025)];
        expect(low).toBeLessThanOrEqual(Math.ceil(mu));
        expect(Math.exp(negativeBinomialTail(high + 1, mu, phi))).toBeLessThanOrEqual(0.0250001);
        expect(1 - Math.exp(negativeBinomialTail(low, mu, phi))).toBeLessThanOrEqual(0.0250001);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });
});
