import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactExp, exactLog1p, probabilityOf } from "../../../src/lib/risk/elementary.js";

function near(value: number, expected: number): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(2e-15 * Math.abs(expected));
}

describe("functions that are the same in every engine", () => {
  test("the exponential is JavaScript's to fifteen digits", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => near(exactExp(x), Math.exp(x))),
    );
    expect([exactExp(0), exactExp(-1e4), exactExp(1e4)]).toEqual([1, 0, Number.POSITIVE_INFINITY]);
  });

  test("so is the logarithm of 1 + x", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (x) => near(exactLog1p(x), Math.log1p(x))),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => near(exactLog1p(x), Math.log1p(x))),
    );
    expect([exactLog1p(0), exactLog1p(Number.POSITIVE_INFINITY)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  test("their bits are these, whatever engine runs the test", () => {
    expect([exactExp(1), exactExp(-3.7), exactLog1p(1), exactLog1p(41.5), probabilityOf(-2.25)])
      .toMatchInlineSnapshot(`
      [
        2.7182818284590455,
        0.024723526470339388,
        0.6931471805599453,
        3.7495040759303713,
        0.09534946489910949,
      ]
    `);
  });

  test("probabilities of opposite log-odds add up to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -800, max: 800, noNaN: true }), (x) => {
        expect(probabilityOf(x) + probabilityOf(-x)).toBeCloseTo(1, 15);
        expect(probabilityOf(x)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
