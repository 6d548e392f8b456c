import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logIncompleteBeta } from "../../../src/lib/statistics/incomplete-beta.js";
import { logGamma } from "../../../src/lib/statistics/log-gamma.js";

describe("logGamma", () => {
  test("is the logarithm of the factorial at whole numbers", () => {
    let factorial = 0;
    for (let n = 1; n <= 100; n++) {
      expect(logGamma(n + 1)).toBeCloseTo((factorial += Math.log(n)), 10);
    }
  });

  test("is ln √π at one half, and ln π at −½ + ½ mirrored", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(0.25) + logGamma(0.75)).toBeCloseTo(Math.log(Math.PI * Math.SQRT2), 12);
  });
});

describe("logIncompleteBeta", () => {
  test("is 0 at 1 and minus infinity at 0", () => {
    expect(logIncompleteBeta(1, 2, 3)).toBe(0);
    expect(logIncompleteBeta(0, 2, 3)).toBe(Number.NEGATIVE_INFINITY);
  });

  test("equals the binomial tail summed term by term", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.nat(59),
        (trials, probability, at) => {
          const count = 1 + (at % trials);
          let sum = 0;
          for (let k = count; k <= trials; k++)
            sum += Math.exp(
              logGamma(trials + 1) -
                logGamma(k + 1) -
                logGamma(trials - k + 1) +
                k * Math.log(probability) +
                (trials - k) * Math.log1p(-probability),
            );
          expect(logIncompleteBeta(probability, count, trials - count + 1)).toBeCloseTo(Math.log(sum), 8);
        },
      ),
    );
  });

  test("stays finite where the function itself would be 0", () => {
    expect(logIncompleteBeta(1 / 28, 200, 1)).toBeCloseTo(200 * Math.log(1 / 28), 6);
  });
});
