import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectDefaults, detectEmerging } from "../../../src/lib/emerging/detect.js";
import { expectedSeries } from "../../../src/lib/emerging/expected-series.js";
import type { EntitySeries } from "../../../src/lib/emerging/series.js";
import { seededRandom } from "../../../src/lib/statistics/random.js";

const days = 140;

/** Series of hashtags, each a function of the day, on a platform of a thousand accounts. */
function seriesOf(
  courses: Readonly<Record<string, (day: number) => number>>,
  kind = "hashtag",
): EntitySeries {
  const entities = Object.keys(courses).map((id) => ({ kind, id }));
  const counts = new Int32Array(entities.length * days);
  for (const [number, course] of Object.values(courses).entries())
    for (let day = 0; day < days; day++) counts[number * days + day] = course(day);
  return {
    first: "2026-01-01",
    days,
    entities,
    counts,
    activity: new Map([[kind, new Float64Array(days).fill(1000)]]),
  };
}

function until(series: EntitySeries, length: number): EntitySeries {
  const counts = new Int32Array(series.entities.length * length);
  for (let entity = 0; entity < series.entities.length; entity++)
    counts.set(series.counts.subarray(entity * series.days, entity * series.days + length), entity * length);
  const activity = new Map([...series.activity].map(([kind, active]) => [kind, active.slice(0, length)]));
  return { ...series, days: length, counts, activity };
}

const steady = (level: number, seed: number): ((day: number) => number) => {
  const random = seededRandom(seed);
  const drawn = Array.from({ length: days }, () => {
    let count = -1;
    for (let product = 1; product > Math.exp(-level); product *= random()) count++;
    return count;
  });
  return (day) => drawn[day] ?? 0;
};

describe("detectEmerging", () => {
  test("finds nothing where there is nothing, and in one day of data", () => {
    expect(detectEmerging(seriesOf({})).alerts).toEqual([]);
    expect(detectEmerging(seriesOf({ quiet: () => 0 })).alerts).toEqual([]);
    expect(detectEmerging(until(seriesOf({ loud: () => 500 }), 1)).alerts).toEqual([]);
  });

  test("raises a new hashtag once, on the day that it comes, and ends it after it has gone", () => {
    const { alerts } = detectEmerging(seriesOf({ flash: (day) => (day === 60 || day === 61 ? 80 : 0) }));
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      detector: "novelty",
      day: 60,
      observed: 80,
      expected: 0,
      low: 0,
      high: 0,
    });
    expect(alerts[0]?.resolved).toBeGreaterThan(61);
    expect(alerts[0]?.resolved).toBeLessThan(80);
  });

  test("raises a burst of what has a past, with what was expected of it", () => {
    const course = steady(20, 3);
    const { alerts } = detectEmerging(seriesOf({ known: (day) => course(day) + (day === 100 ? 80 : 0) }));
    expect(alerts.map(({ detector, day }) => [detector, day])).toEqual([["burst", 100]]);
    expect(alerts[0]?.expected).toBeGreaterThan(15);
    expect(alerts[0]?.expected).toBeLessThan(25);
    expect(alerts[0]?.high).toBeLessThan(80);
    expect(alerts[0]?.tail).toBeLessThan(1e-9);
  });

  test("raises an open alert again when it has doubled, and says so", () => {
    const { alerts } = detectEmerging(seriesOf({ growing: (day) => [30, 40, 90][day - 60] ?? 0 }));
    expect(alerts.map(({ day, escalated }) => [day, escalated])).toEqual([
      [60, false],
      [62, true],
    ]);
    expect(alerts[0]?.resolved).toBe(62);
  });

  test("never raises what fewer accounts than the floor share", () => {
    const options = { ...detectDefaults, floor: 20 };
    const peak = (size: number): EntitySeries => seriesOf({ few: (day) => (day === 70 ? size : 0) });
    expect(detectEmerging(peak(19), options).alerts).toEqual([]);
    expect(detectEmerging(peak(20), options).alerts).toHaveLength(1);
  });

  test("takes the launch of a rule for no alert, and a jump of its yield for one", () => {
    const course = steady(12, 5);
    const launched = (jump: number) => (day: number) =>
      day < 40 ? 0 : course(day) + (day >= 110 && day < 113 ? jump : 0);
    expect(detectEmerging(seriesOf({ "links v1": launched(0) }, "rule")).alerts).toEqual([]);
    expect(
      detectEmerging(seriesOf({ "links v1": launched(60) }, "rule")).alerts.map(({ day }) => day),
    ).toEqual([110]);
  });

  test("raises the larger ones where more come than a team can look at", () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`tag${at}`, (day: number) => (day === 50 + at ? 60 - at : 0)]),
    );
    const all = detectEmerging(seriesOf(many), { ...detectDefaults, perDay: 2 });
    const few = detectEmerging(seriesOf(many), { ...detectDefaults, perDay: 0.25 });
    expect(all.alerts).toHaveLength(40);
    expect(few.alerts.length).toBeLessThan(40);
    expect(few.alerts.length + few.withheld.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(
      40,
    );
  });

  test("finds on each day what it finds when nothing later is known", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.nat(days - 1), fc.nat(120)), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: days }),
        (plans, length) => {
          const series = seriesOf(
            Object.fromEntries(
              plans.map(([level, day, size], at) => {
                const course = steady(level, at + 1);
                return [
                  `tag${at}`,
                  (each: number) => course(each) + (each >= day && each < day + 3 ? size : 0),
                ];
              }),
            ),
          );
          const whole = detectEmerging(series);
          const part = detectEmerging(until(series, length));
          const open = (alert: (typeof whole.alerts)[number]): object => ({ ...alert, resolved: null });
          expect(part.alerts.map(open)).toEqual(whole.alerts.filter(({ day }) => day < length).map(open));
          expect(part.withheld).toEqual(whole.withheld.slice(0, length));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("expects of a day what the detector did", () => {
    const course = steady(20, 9);
    const series = seriesOf({ known: (day) => course(day) + (day === 100 ? 90 : 0) });
    const [alert] = detectEmerging(series).alerts;
    const [day] = expectedSeries(series, 0, { from: 100, to: 100, dispersion: alert?.dispersion ?? 0 });
    expect(day).toEqual({
      day: 100,
      observed: alert?.observed,
      expected: alert?.expected,
      low: alert?.low,
      high: alert?.high,
    });
  });
});
