import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAxis,
  formatCount,
  formatDay,
  formatDayRange,
  formatDuration,
  formatInterval,
  formatMoment,
  formatNumber,
  formatPercent,
} from "../../../src/lib/format/index.js";

/** Thin spaces as plain ones, to be readable here. */
const plain = (text: string): string => text.replaceAll("\u202f", " ");

describe("numbers", () => {
  test("a count is whole, with thin spaces for thousands and a true minus sign", () => {
    expect([681_406, 0, -1234.4, 12].map((value) => plain(formatCount(value)))).toEqual([
      "681 406",
      "0",
      "−1 234",
      "12",
    ]);
  });

  test("prose has three significant digits and no exponent", () => {
    expect(
      [681_406, 0.84312, 5, -0.000_012_34, 1.5e-9, 2e21].map((value) => plain(formatNumber(value))),
    ).toEqual(["681 000", "0.843", "5", "−0.0000123", "0.0000000015", "2 000 000 000 000 000 000 000"]);
  });

  test("unknown is no data, never zero", () => {
    for (const format of [formatCount, formatNumber, formatPercent, formatDuration])
      for (const unknown of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
        expect(format(unknown)).toBe("no data");
    expect(formatInterval(null, 1)).toBe("no data");
    expect([formatDay(null), formatDay("2026-13-01"), formatMoment("")]).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  test("any number reads back within half a unit of its third digit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        fc.pre(Math.abs(value) > 1e-90 || value === 0);
        const read = Number(formatNumber(value).replace("−", "-").replaceAll("\u202f", ""));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 0.00501);
      }),
    );
  });

  test("only axes use k, M and bn", () => {
    expect([950, 1500, 999_999, 20_000_000, 1.3e9, 0].map(formatAxis)).toEqual([
      "950",
      "1.5k",
      "1M",
      "20M",
      "1.3bn",
      "0",
    ]);
  });

  test("an interval says its unit once", () => {
    expect(plain(formatInterval(0.019, 0.024, formatPercent))).toBe("1.9–2.4 %");
    expect(plain(formatInterval(-3, -1))).toBe("−3 to −1");
    expect(plain(formatInterval(-3, 1))).toBe("−3 to 1");
  });
});

describe("times", () => {
  test("durations are in their largest fitting unit", () => {
    expect([45, 720, 18_900, 259_200].map((seconds) => plain(formatDuration(seconds)))).toEqual([
      "45 s",
      "12 min",
      "5.25 h",
      "3 d",
    ]);
  });

  test("days are written 3 Dec 2015, moments with their zone", () => {
    expect(formatDay("2015-12-03")).toBe("3 Dec 2015");
    expect(formatDayRange("2025-12-03", "2026-03-01")).toBe("3 Dec 2025 – 1 Mar 2026");
    expect(formatDayRange("2025-12-03", "2025-12-03")).toBe("3 Dec 2025");
    expect(formatMoment("2015-12-03 14:05:59.25")).toBe("3 Dec 2015, 14:05 (UTC)");
  });
});
