import { describe, expect, test } from "vitest";
import { krippendorffAlpha } from "../../../src/lib/statistics/krippendorff-alpha.js";

/** Coincidences of items, each a text with a character for each value given. */
function coincidences(items: readonly string[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const values of items.filter(({ length }) => length >= 2))
    [...values].forEach((value, place) => {
      const own = counts.get(value) ?? new Map<string, number>();
      [...values].forEach((other, at) => {
        if (at !== place) own.set(other, (own.get(other) ?? 0) + 1 / (values.length - 1));
      });
      counts.set(value, own);
    });
  return counts;
}

describe("Krippendorff's α", () => {
  test("of four observers and twelve units is .743, as published (Krippendorff 2011)", () => {
    const units = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"];
    expect(krippendorffAlpha(coincidences(units))!.alpha).toBeCloseTo(0.743, 3);
  });

  test("of two observers and ten units is .095, as published (Krippendorff 2011)", () => {
    const units = ["01", "11", "01", "00", "00", "01", "00", "00", "10", "00"];
    const { alpha, observed, expected } = krippendorffAlpha(coincidences(units))!;
    expect(alpha).toBeCloseTo(0.095, 3);
    expect(observed).toBeCloseTo(0.4, 10);
    expect(expected).toBeCloseTo((2 * 6 * 14) / (20 * 19), 10);
  });

  test("is 1 where all agree and below 0 where all contradict each other", () => {
    expect(krippendorffAlpha(coincidences(["aa", "bb", "aa"]))!.alpha).toBe(1);
    expect(krippendorffAlpha(coincidences(["ab", "ba", "ab"]))!.alpha).toBeLessThan(0);
  });

  test("is unknown of nothing, of items with one value, and where all values are the same", () => {
    expect(krippendorffAlpha(coincidences([]))).toBeNull();
    expect(krippendorffAlpha(coincidences(["a", "b"]))).toBeNull();
    expect(krippendorffAlpha(coincidences(["aa", "aa"]))).toBeNull();
  });
});
