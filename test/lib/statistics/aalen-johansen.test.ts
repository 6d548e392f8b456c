import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cumulativeIncidence,
  incidenceQuantile,
  type TimeStep,
} from "../../../src/lib/statistics/aalen-johansen.js";

const step = fc.record({
  events: fc.tuple(fc.nat(20), fc.nat(20)),
  censored: fc.nat(20),
});
const cohort = fc
  .array(step, { minLength: 1, maxLength: 12 })
  .map((steps): TimeStep[] => steps.map((each, index) => ({ ...each, time: index + 1 })));

describe("cumulative incidence by Aalen and Johansen", () => {
  test("it agrees with an example worked by hand: ten items, two outcomes, two censored", () => {
    const steps: TimeStep[] = [
      { time: 1, events: [2, 1], censored: 0 },
      { time: 2, events: [0, 1], censored: 1 },
      { time: 4, events: [2, 0], censored: 1 },
      { time: 8, events: [1, 1], censored: 0 },
    ];
    const [first, second] = [cumulativeIncidence(steps, 0), cumulativeIncidence(steps, 1)];
    // S: 1 → 0.7 → 0.6 → 0.36 → 0; at risk 10, 7, 5, 2.
    expect(first.map(({ atRisk }) => atRisk)).toEqual([10, 7, 5, 2]);
    [0.2, 0.2, 0.44, 0.62].forEach((share, index) => expect(first[index]?.share).toBeCloseTo(share, 12));
    [0.1, 0.2, 0.2, 0.38].forEach((share, index) => expect(second[index]?.share).toBeCloseTo(share, 12));
  });

  test("with one outcome it is one less Kaplan and Meier's curve, here that of the 6-MP arm of Freireich 1963", () => {
    const steps: TimeStep[] = (
      [
        [6, 3, 1],
        [7, 1, 0],
        [9, 0, 1],
        [10, 1, 1],
        [11, 0, 1],
        [13, 1, 0],
        [16, 1, 0],
        [17, 0, 1],
        [19, 0, 1],
        [20, 0, 1],
        [22, 1, 0],
        [23, 1, 0],
        [25, 0, 1],
        [32, 0, 2],
        [34, 0, 1],
        [35, 0, 1],
      ] as const
    ).map(([time, events, censored]) => ({ time, events: [events], censored }));
    const survival = new Map(cumulativeIncidence(steps, 0).map(({ time, share }) => [time, 1 - share]));
    for (const [time, published] of [
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ] as const)
      expect(survival.get(time)).toBeCloseTo(published, 3);
    expect(incidenceQuantile(cumulativeIncidence(steps, 0), 0.5).time).toBe(23);
  });

  test("with nothing censored, share and variance are those of a plain share of the cohort", () => {
    const steps: TimeStep[] = [
      { time: 1, events: [30, 10], censored: 0 },
      { time: 2, events: [20, 20], censored: 0 },
      { time: 3, events: [0, 0], censored: 120 },
    ];
    const last = cumulativeIncidence(steps, 0).at(-1)!;
    expect(last.share).toBeCloseTo(0.25, 12);
    const standardError = Math.sqrt((0.25 * 0.75) / 200);
    const power = Math.exp((1.959963984540054 * standardError) / (0.25 * -Math.log(0.25)));
    expect(last.low).toBeCloseTo(0.25 ** power, 9);
    expect(last.high).toBeCloseTo(0.25 ** (1 / power), 9);
  });

  test("its interval is that of the variance written out over every step before", () => {
    const z = 1.959963984540054;
    fc.assert(
      fc.property(cohort, (steps) => {
        const points = cumulativeIncidence(steps, 0);
        points.forEach(({ share, low, high }, index) => {
          if (share <= 0 || share >= 1) return;
          let variance = 0;
          let survival = 1;
          for (const [step, { events }] of steps.slice(0, index + 1).entries()) {
            const [n, all, own] = [points[step]!.atRisk, events[0]! + events[1]!, events[0]!];
            const later = share - points[step]!.share;
            if (n > all) variance += (later ** 2 * all) / (n * (n - all));
            variance += (survival ** 2 * own * (n - own)) / n ** 3 - (2 * later * survival * own) / n ** 2;
            survival *= 1 - all / n;
          }
          const power = Math.exp((z * Math.sqrt(Math.max(0, variance))) / (share * -Math.log(share)));
          expect(low).toBeCloseTo(share ** power, 6);
          expect(high).toBeCloseTo(share ** (1 / power), 6);
        });
      }),
    );
  });

  test("shares rise, never add up to more than 1, and lie within their intervals", () => {
    fc.assert(
      fc.property(cohort, (steps) => {
        const curves = [cumulativeIncidence(steps, 0), cumulativeIncidence(steps, 1)];
        for (const points of curves)
          points.forEach(({ share, low, high }, index) => {
            expect(share).toBeGreaterThanOrEqual((points[index - 1]?.share ?? 0) - 1e-12);
            expect(low).toBeLessThanOrEqual(share + 1e-9);
            expect(high).toBeGreaterThanOrEqual(share - 1e-9);
            expect(low).toBeGreaterThanOrEqual(0);
            expect(high).toBeLessThanOrEqual(1);
          });
        curves[0]!.forEach(({ share }, index) => {
          expect(share + (curves[1]![index]?.share ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        });
      }),
    );
  });

  test("of an empty cohort there is no curve and no median", () => {
    expect(cumulativeIncidence([], 0)).toEqual([]);
    expect(incidenceQuantile([], 0.5)).toEqual({ time: null, low: null, high: null });
  });

  test("of one item that was acted on the median is its time", () => {
    const points = cumulativeIncidence([{ time: 3, events: [1, 0], censored: 0 }], 0);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ share: 1, high: 1 });
    expect(incidenceQuantile(points, 0.5).time).toBe(3);
  });

  test("where fewer than half met the outcome the median is not reached", () => {
    const points = cumulativeIncidence([{ time: 3, events: [40, 60], censored: 0 }], 0);
    expect(incidenceQuantile(points, 0.5)).toEqual({ time: null, low: null, high: null });
  });

  test("of a cohort where all others won, the share is 0 with an upper bound", () => {
    const [point] = cumulativeIncidence([{ time: 3, events: [0, 60], censored: 0 }], 0);
    expect(point).toMatchObject({ share: 0, low: 0 });
    expect(point!.high).toBeGreaterThan(0.01);
  });
});
