import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { liveRules, rulesIn } from "../../../src/lib/metrics/live-rules.js";
import {
  promotionCurve,
  rulePromotion,
  timeToPromotion,
  watchCounts,
} from "../../../src/lib/metrics/rule-promotion.js";
import { cumulativeIncidence } from "../../../src/lib/statistics/aalen-johansen.js";

const day = 1440;
const watched = (outcome: string, minutes: number, stretches = 1) => ({ outcome, minutes, stretches });

describe("rule_promotion", () => {
  const { estimate } = rulePromotion;

  test("without rules under watch is no data, and there is no curve", () => {
    expect(estimate([])).toMatchObject({ value: null, denominator: 0 });
    expect(estimate([watched("open", 90 * day, 0)]).value).toBeNull();
    expect(promotionCurve([], "promoted")).toEqual([]);
  });

  test("is unknown until some rule could have been watched for 28 days", () => {
    expect(estimate([watched("promoted", day), watched("open", 27 * day)]).value).toBeNull();
    expect(estimate([watched("promoted", day), watched("open", 28 * day)]).value).toBe(0.5);
  });

  test("is known earlier where no rule is open any more", () => {
    expect(estimate([watched("promoted", day, 3), watched("withdrawn", 2 * day)]).value).toBe(0.75);
  });

  test("of rules that were all promoted is 1, of rules all withdrawn 0, and neither is certain", () => {
    const all = estimate([watched("promoted", day, 20)]);
    expect([all.value, all.high]).toEqual([1, 1]);
    expect(all.low).toBeLessThan(0.9);
    const none = estimate([watched("withdrawn", day, 20)]);
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeGreaterThan(0.1);
  });

  test("counts a promotion after the 28th day as none yet", () => {
    const { value, numerator, denominator } = estimate([
      watched("promoted", 28 * day - 1),
      watched("promoted", 28 * day),
      watched("open", 60 * day, 2),
    ]);
    expect([value, numerator, denominator]).toEqual([0.25, 1, 4]);
  });

  test("rules last seen before a promotion do not count as refused", () => {
    const early = [watched("open", 2 * day, 6), watched("promoted", 5 * day), watched("open", 40 * day, 3)];
    expect(estimate(early).value).toBe(0.25);
  });

  test("refuses a row without whole minutes", () => {
    expect(() => estimate([watched("open", Number.NaN)])).toThrow(/"minutes" must hold a whole number/);
  });

  test("agrees with a step for each minute, however rows are cut", () => {
    const row = fc.record({
      outcome: fc.constantFrom("promoted", "withdrawn", "open", "open"),
      minutes: fc.nat(30),
      stretches: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
        const steps = Array.from({ length: 31 }, (_, minutes) => {
          const at = rows.filter((each) => each.minutes === minutes);
          const { promoted, withdrawn, open } = watchCounts(at);
          return { time: (minutes + 1) / 60, events: [promoted, withdrawn], censored: open };
        });
        for (const [index, outcome] of (["promoted", "withdrawn"] as const).entries()) {
          const slow = cumulativeIncidence(steps, index);
          for (const { time, share, low } of promotionCurve(rows, outcome)) {
            const point = slow.find((each) => each.time === time);
            expect(share).toBeCloseTo(point!.share, 12);
            expect(low).toBeCloseTo(point!.low, 12);
          }
        }
      }),
    );
  });
});

describe("time_to_promotion", () => {
  const { estimate } = timeToPromotion;

  test("without a promotion is no data, whatever else happened", () => {
    expect(estimate([]).value).toBeNull();
    expect(estimate([watched("withdrawn", 60), watched("open", 60)])).toMatchObject({
      value: null,
      denominator: 0,
    });
  });

  test("of one promotion is its time, of two the time between", () => {
    expect(estimate([watched("promoted", 90)])).toMatchObject({ value: 1.5, low: 1.5, high: 1.5 });
    expect(estimate([watched("promoted", 60), watched("promoted", 180)]).value).toBe(2);
  });

  test("is the median over rules, not over rows", () => {
    expect(estimate([watched("promoted", 600, 2), watched("promoted", 60, 55)])).toMatchObject({
      value: 1,
      denominator: 57,
    });
  });
});

describe("live_rules", () => {
  const change = (came_from: string, state: string, changes = 1) => ({ came_from, state, changes });

  test("without a change of state are none", () => {
    expect(liveRules.estimate([]).value).toBe(0);
  });

  test("are those that came into force less those that left it; a wider rollout moves none", () => {
    const rows = [
      change("", "shadow", 5),
      change("shadow", "limited", 3),
      change("limited", "enforce", 2),
      change("enforce", "retired"),
    ];
    expect(liveRules.estimate(rows).value).toBe(2);
    expect(rulesIn(rows, ["shadow"])).toBe(2);
    expect(rulesIn(rows, ["retired"])).toBe(1);
  });

  test("are unknown where changes are", () => {
    expect(liveRules.estimate([{ came_from: "", state: "enforce", changes: null }]).value).toBeNull();
  });
});
