import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  dayNumber,
  dayOfNumber,
  daysBetween,
  isDay,
  weekdayOf,
} from "../../../src/lib/time/index.js";

const numbers = fc.integer({ min: -700_000, max: 2_900_000 });

describe("days", () => {
  test("a day's number gives the day back", () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const day = dayOfNumber(number);
        expect(isDay(day)).toBe(true);
        expect(dayNumber(day)).toBe(number);
        expect(weekdayOf(day)).toBe((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
      }),
    );
  });

  test("adding days is undone by taking them away", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: -9000, max: 9000 }),
        (n, d) => {
          const day = dayOfNumber(n);
          expect(addDays(addDays(day, d), -d)).toBe(day);
          expect(daysBetween(day, addDays(day, d))).toBe(d);
        },
      ),
    );
  });

  test("leap days exist in leap years only", () => {
    expect(["2024-02-29", "2023-02-29", "2000-02-29", "1900-02-29"].map(isDay)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test.each(["", "2024-1-01", "2024-13-01", "0000-01-01", "2024-01-01T00:00", "２０２４-01-01"])(
    "%j is no day",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
