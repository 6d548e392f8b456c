import { describe, expect, test } from "vitest";
import type { SumRow } from "../../src/lib/metrics/definition.js";
import { metric } from "../../src/lib/metrics/index.js";
import { Random } from "./support/random.js";

const { estimate, corrected } = metric("prevalence");

/** Content with heavy-tailed views, some of it violating, each piece with the label that its reviewer gives it. */
function platform(random: Random, items: number, violating: number, reviewer: { se: number; sp: number }) {
  return Array.from({ length: items }, () => {
    const truth = random.chance(violating);
    return {
      views: Math.max(1, Math.round(Math.exp(4 + random.normal()))),
      truth,
      label: truth ? random.chance(reviewer.se) : !random.chance(reviewer.sp),
    };
  });
}

function draw(content: ReturnType<typeof platform>, size: number, random: Random): SumRow {
  const row = {
    reviewed: size,
    violating: 0,
    uncertain: 0,
    weight: 0,
    weight_violating: 0,
    weight_squared: 0,
    weight_squared_violating: 0,
  };
  for (const index of random.sample(size, content.length)) {
    const { views, label } = content[index]!;
    const weight = Math.floor((views * content.length) / size + 0.5);
    row.weight += weight;
    row.weight_squared += weight * weight;
    if (!label) continue;
    row.violating += 1;
    row.weight_violating += weight;
    row.weight_squared_violating += weight * weight;
  }
  return row;
}

function share(content: ReturnType<typeof platform>, of: "truth" | "label"): number {
  const total = content.reduce((sum, { views }) => sum + views, 0);
  return content.reduce((sum, piece) => sum + (piece[of] ? piece.views : 0), 0) / total;
}

describe("95 % intervals of prevalence under heavy-tailed views", () => {
  test.each([
    [0.002, 2000],
    [0.01, 1000],
    [0.05, 1000],
  ])(
    "with reviewers who never err, at a prevalence of %f and n = %i, they hold the truth 92 to 99 times in a hundred",
    (violating, size) => {
      const random = new Random(11);
      const content = platform(random, 60_000, violating, { se: 1, sp: 1 });
      const truth = share(content, "truth");
      let held = 0;
      for (let redraw = 0; redraw < 1500; redraw++) {
        const { low, high } = estimate([draw(content, size, random)]);
        held += Number(low! <= truth && truth <= high!);
      }
      expect(held / 1500).toBeGreaterThanOrEqual(0.92);
      expect(held / 1500).toBeLessThanOrEqual(0.99);
    },
  );

  test("corrected they hold the truth in 92–99 %, where the apparent ones never do", () => {
    const random = new Random(12);
    const reviewer = { se: 0.93, sp: 0.98 };
    const content = platform(random, 60_000, 0.02, reviewer);
    const truth = share(content, "truth");
    let [held, apparent] = [0, 0];
    for (let redraw = 0; redraw < 1500; redraw++) {
      const rows = [draw(content, 2000, random)];
      let [found, rejected] = [0, 0];
      for (let item = 0; item < 800; item++) {
        found += Number(random.chance(reviewer.se));
        rejected += Number(random.chance(reviewer.sp));
      }
      const gold = { positives: 800, positives_found: found, negatives: 800, negatives_found: rejected };
      const right = corrected!(rows, { reviewers: [gold] });
      held += Number(right.low! <= truth && truth <= right.high!);
      const { low, high } = estimate(rows);
      apparent += Number(low! <= truth && truth <= high!);
    }
    expect(held / 1500).toBeGreaterThanOrEqual(0.92);
    expect(held / 1500).toBeLessThanOrEqual(0.99);
    expect(apparent / 1500).toBeLessThan(0.1);
  });
});
