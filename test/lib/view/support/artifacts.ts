import type { Cube } from "../../../../src/lib/cube/cube.js";
import type { Slice } from "../../../../src/lib/slice/slice.js";
import { addDays } from "../../../../src/lib/time/index.js";
import type { SiteFrame } from "../../../../src/lib/view/site-frame.js";

/** A cube from rows written out: texts are dimensions, numbers and null are measures. */
export function cube(
  name: string,
  dimensions: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
  measures: readonly string[] = Object.keys(rows[0] ?? {}).filter((key) => !dimensions.includes(key)),
): Cube {
  return {
    name,
    rows: rows.length,
    dimensions: Object.fromEntries(
      dimensions.map((dimension) => {
        const values = [...new Set(rows.map((row) => String(row[dimension])))].sort();
        return [dimension, { values, codes: rows.map((row) => values.indexOf(String(row[dimension]))) }];
      }),
    ),
    measures: Object.fromEntries(
      measures.map((measure) => [
        measure,
        rows.map((row) => {
          const value = row[measure];
          return typeof value === "number" ? value : null;
        }),
      ]),
    ),
  };
}

export const range = { from: "2026-01-01", to: "2026-06-30" };

/** The last 28 days of the range against the 28 before. */
export const slice: Slice = {
  from: "2026-06-03",
  to: "2026-06-30",
  tz: "UTC",
  grain: "week",
  vs: "previous",
  policy: [],
  surface: [],
  country: [],
  rule: [],
  lang: [],
  auto: "all",
};

export function frame(changes: Partial<SiteFrame> = {}): SiteFrame {
  return {
    source: {
      name: "small",
      title: "Small platform",
      description: "",
      simulated: true,
      licence: null,
    },
    runId: "0123456789abcdef",
    asOf: "2026-06-30T23:59:00Z",
    range,
    defaults: slice,
    options: { policy: [{ value: "spam", label: "Spam" }], surface: [], country: [], rule: [], lang: [] },
    tables: { present: ["events", "accounts"], missing: ["appeals"] },
    ...changes,
  };
}

/** Every day from one to another, both included. */
export function days(from: string, to: string): string[] {
  const all: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day);
  return all;
}

/** A little up and down that no week repeats: what never varies cannot be said to have changed. */
export function wobble(index: number): number {
  return [0, 2, -1, 3, -2, 1, -3, 4, -4][index % 9] ?? 0;
}
