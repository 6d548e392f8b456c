import { describe, expect, test } from "vitest";
import { fallBegan } from "../../../src/lib/statistics/cusum.js";
import { Random } from "../../statistical/support/random.js";

/** A Poisson count (Knuth). */
function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let product = random.uniform(); product > Math.exp(-mean); product *= random.uniform()) count += 1;
  return count;
}

describe("a lower cumulative sum of counts", () => {
  test("says nothing of counts that stay what they were", () => {
    expect(fallBegan([50, 50, 50, 50, 50, 50, 50, 50, 50, 50], 4)).toBeNull();
  });

  test("names the period in which a lasting fall began", () => {
    expect(fallBegan([50, 52, 48, 50, 51, 49, 20, 22, 19, 21, 20], 4)).toBe(6);
  });

  test("forgets a fall that has ended", () => {
    expect(fallBegan([50, 52, 48, 50, 20, 20, 20, 90, 95, 99, 99, 99, 99], 4)).toBeNull();
  });

  test("knows nothing before there is a baseline and a period after it", () => {
    expect(fallBegan([], 4)).toBeNull();
    expect(fallBegan([50, 50, 50, 0], 4)).toBeNull();
    expect(fallBegan([50, 0, 0, 0], 1)).toBeNull();
  });

  test("a rule without a hit cannot fall", () => {
    expect(fallBegan([0, 0, 0, 0, 0, 0, 0, 0], 4)).toBeNull();
  });

  test("seldom calls twenty weeks of steady hits a fall, and seldom misses a half", () => {
    const random = new Random(11);
    let [false_, found] = [0, 0];
    for (let run = 0; run < 400; run++) {
      const steady = Array.from({ length: 24 }, () => poisson(random, 40));
      const halved = steady.map((count, week) => (week < 12 ? count : poisson(random, 20)));
      if (fallBegan(steady, 8) !== null) false_ += 1;
      if (fallBegan(halved, 8) !== null) found += 1;
    }
    expect(false_ / 400).toBeLessThan(0.08);
    expect(found / 400).toBeGreaterThan(0.9);
  });
});
