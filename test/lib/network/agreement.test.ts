import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizedMutualInformation } from "../../../src/lib/network/nmi.js";
import { purity } from "../../../src/lib/network/purity.js";

describe("purity", () => {
  test("is the share of the commonest class", () => {
    expect(purity([1, 1, 1, 2, 2], ["a", "a", "b", "b", "b"])).toBe(0.8);
    expect(purity([1, 2], ["a", "b"])).toBe(1);
  });
  test("is unknown without members", () => expect(purity([], [])).toBeNaN());
});

describe("normalizedMutualInformation", () => {
  const groups = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 });
  test("is 1 for the same grouping under other names, and the same either way round", () => {
    fc.assert(
      fc.property(groups, (members) => {
        const [a, b] = [members.map(([one]) => one), members.map(([, other]) => other)];
        expect(
          normalizedMutualInformation(
            a,
            a.map((group) => `g${group}`),
          ),
        ).toBeCloseTo(1, 9);
        expect(normalizedMutualInformation(a, b)).toBeCloseTo(normalizedMutualInformation(b, a), 9);
        expect(normalizedMutualInformation(a, b)).toBeGreaterThanOrEqual(-1e-9);
        expect(normalizedMutualInformation(a, b)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
  test("is 0 where one grouping says nothing of the other", () => {
    expect(normalizedMutualInformation([1, 1, 2, 2], ["a", "b", "a", "b"])).toBeCloseTo(0, 12);
    expect(normalizedMutualInformation([1, 1], ["a", "b"])).toBe(0);
  });
  test("is 0.8 where one grouping halves a group of the other", () => {
    // H(A) = ln 2, H(B) = 1.5 ln 2 (halves and quarters), I = H(A): 2 ÷ 2.5.
    expect(normalizedMutualInformation([1, 1, 2, 2], ["a", "a", "b", "c"])).toBeCloseTo(0.8, 12);
  });
  test("is unknown without members", () => expect(normalizedMutualInformation([], [])).toBeNaN());
});
