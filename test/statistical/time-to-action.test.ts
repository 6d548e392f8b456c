import { describe, expect, test } from "vitest";
import { cumulativeIncidence, type TimeStep } from "../../src/lib/statistics/aalen-johansen.js";
import { Random } from "./support/random.js";

/** A cohort with hazards of .08 and .04 an hour, last seen after a time spread over 0–40 hours. */
function cohort(items: number, random: Random): TimeStep[] {
  const steps = Array.from({ length: 41 }, (_, index) => ({ time: index + 1, events: [0, 0], censored: 0 }));
  for (let item = 0; item < items; item++) {
    const time = -Math.log(1 - random.uniform()) / 0.12;
    const seen = 40 * random.uniform();
    const step = steps[Math.floor(Math.min(time, seen))]!;
    if (time <= seen) step.events[random.chance(2 / 3) ? 0 : 1]! += 1;
    else step.censored += 1;
  }
  return steps;
}

describe("95 % intervals of the time to action", () => {
  test("pointwise they hold the incidence in 92–98 %, with 300 items of which a quarter are censored", () => {
    const random = new Random(21);
    const hours = [2, 5, 10, 20];
    const held = hours.map(() => 0);
    for (let redraw = 0; redraw < 2000; redraw++) {
      const points = cumulativeIncidence(cohort(300, random), 0);
      hours.forEach((hour, index) => {
        const truth = (2 / 3) * (1 - Math.exp(-0.12 * hour));
        const { low, high } = points[hour - 1]!;
        held[index]! += Number(low <= truth && truth <= high);
      });
    }
    for (const count of held) {
      expect(count / 2000).toBeGreaterThanOrEqual(0.92);
      expect(count / 2000).toBeLessThanOrEqual(0.98);
    }
  });

  test("leaving out what is still open would make it look far faster", () => {
    const steps = cohort(20_000, new Random(22));
    const closed = steps.map((step) => ({ ...step, censored: 0 }));
    const [fair, biased] = [steps, closed].map((each) => cumulativeIncidence(each, 0)[4]!.share) as [
      number,
      number,
    ];
    expect(biased).toBeGreaterThan(fair * 1.15);
  });
});
