import { describe, expect, test } from "vitest";
import { bursts, objectDays, risers } from "../../../../src/lib/view/trends/object-days.js";
import { cube } from "../support/artifacts.js";

const row = (day: string, object: string, events: number, accounts = 1, kind = "hashtag") => ({
  day,
  kind,
  object,
  events,
  accounts,
});

const objects = objectDays(
  cube(
    "top_objects",
    ["day", "kind", "object"],
    [
      row("2026-01-01", "steady", 28),
      row("2026-01-02", "early", 900),
      row("2026-01-15", "steady", 28),
      row("2026-01-29", "steady", 28),
      row("2026-02-01", "burst", 500, 40),
      row("2026-02-02", "burst", 100, 9),
    ],
  ),
);

describe("objectDays", () => {
  test("the usual of a day is the mean of the 28 days before it, days without an event counted", () => {
    const steady = objects.find((days) => days[0]?.object === "steady");
    expect(steady?.map(({ day, usual }) => [day, usual])).toEqual([
      ["2026-01-01", null],
      ["2026-01-15", 2],
      ["2026-01-29", 2],
    ]);
  });

  test("nothing is usual on the first days of the data, so that no burst is claimed there", () => {
    expect(bursts(objects, 10).map(({ object }) => object)).not.toContain("early");
  });
});

describe("bursts", () => {
  test("take each object's largest day beyond its usual, largest first", () => {
    expect(bursts(objects, 10).map(({ object, day }) => [object, day])).toEqual([
      ["burst", "2026-02-01"],
      ["steady", "2026-01-15"],
    ]);
  });

  test("leave out days that are under five times the usual", () => {
    const tame = objectDays(
      cube(
        "top_objects",
        ["day", "kind", "object"],
        ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"].map((day, index) =>
          row(day, "tame", 10 + 10 * index),
        ),
      ),
    );
    expect(bursts(tame, 10)).toEqual([]);
  });
});

describe("risers", () => {
  const ranges = {
    now: { from: "2026-02-01", to: "2026-02-28" },
    before: { from: "2026-01-01", to: "2026-01-31" },
  };

  test("are the objects of one kind that grew, with their largest day", () => {
    expect(risers(objects, "hashtag", ranges, 10)).toMatchObject([
      { object: "burst", now: 600, before: 0, peak: { day: "2026-02-01", accounts: 40 } },
    ]);
  });

  test("are none for a kind that nobody shared", () => {
    expect(risers(objects, "domain", ranges, 10)).toEqual([]);
  });
});
