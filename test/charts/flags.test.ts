import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flagsOf } from "../../src/charts/flags.js";
import { addDays } from "../../src/lib/time/index.js";

const axis = [new Date("2026-01-01T00:00Z"), new Date("2026-04-11T00:00Z")] as const;
const at = (...days: number[]) =>
  days.map((day) => ({ day: addDays("2026-01-01", day), kind: "rule" as const, label: `day ${day}` }));

describe("flags over a chart", () => {
  test("are one a day where there is room", () => {
    const flags = flagsOf(at(10, 40, 70), axis, 1000);
    expect(flags.map(({ number }) => number)).toEqual(["1", "2", "3"]);
    expect(flags[1]?.date).toEqual(new Date("2026-02-10T00:00Z"));
  });

  test("are one where they would overlap, in their middle, and say what stands behind them", () => {
    const flags = flagsOf(at(10, 11, 12, 60, 60), axis, 1000);
    expect(flags.map(({ number }) => number)).toEqual(["1–3", "4–5"]);
    expect(flags[0]?.date).toEqual(new Date("2026-01-12T00:00Z"));
  });

  test("keep the numbers of the list where some days lie beside the axis", () => {
    expect(flagsOf(at(-5, 20, 300), axis, 1000).map(({ number }) => number)).toEqual(["2"]);
    expect(flagsOf([], axis, 1000)).toEqual([]);
    expect(flagsOf(at(0, 0), [axis[0], axis[0]], 1000).map(({ number }) => number)).toEqual(["1–2"]);
  });

  test("never overlap, and between them name each annotation once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }),
        fc.integer({ min: 150, max: 1200 }),
        (days, pixels) => {
          const flags = flagsOf(at(...days.sort((a, b) => a - b)), axis, pixels);
          const centres = flags.map(
            ({ date }) => ((date.getTime() - axis[0].getTime()) / 86_400_000) * (pixels / 100),
          );
          const room = flags
            .slice(1)
            .map(
              ({ radius }, index) => centres[index + 1]! - centres[index]! - radius - flags[index]!.radius,
            );
          expect(Math.min(0, ...room)).toBeGreaterThan(-1e-6);
          const named = flags.flatMap(({ number }) => {
            const [first = 0, last = first] = number.split("–").map(Number);
            return Array.from({ length: last - first + 1 }, (_, index) => first + index);
          });
          expect(named).toEqual(days.map((_, index) => index + 1));
        },
      ),
    );
  });
});
