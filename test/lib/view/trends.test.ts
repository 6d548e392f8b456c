import { describe, expect, test } from "vitest";
import { formatCount } from "../../../src/lib/format/index.js";
import { pageView } from "../../../src/lib/view/index.js";
import { cube, days, frame, range, slice, wobble } from "./support/artifacts.js";

const all = days(range.from, range.to);

/** Two surfaces; on and after a day one of them has so many events more. */
function events(jump: number) {
  return cube(
    "events",
    ["day", "surface", "country"],
    all.flatMap((day, index) => [
      { day, surface: "feed", country: "DE", events: 100 + wobble(index), views: null },
      {
        day,
        surface: "search",
        country: "FR",
        events: 100 + wobble(index + 3) + (day >= slice.from ? jump : 0),
        views: null,
      },
    ]),
  );
}

function sumFrom({ dimensions, measures }: ReturnType<typeof events>, from: string): number {
  const day = dimensions["day"]!;
  return day.codes.reduce(
    (sum, code, row) => sum + (day.values[code]! >= from ? measures["events"]![row]! : 0),
    0,
  );
}

/** What the ups and downs alone add from the 28 days before to the last 28. */
function wobbled(shift: number): number {
  return all.reduce(
    (sum, day, index) => sum + (day >= slice.from ? 1 : day >= "2026-05-06" ? -1 : 0) * wobble(index + shift),
    0,
  );
}

const objects = cube(
  "top_objects",
  ["day", "kind", "object"],
  [
    { day: "2026-02-01", kind: "hashtag", object: "news", events: 50, accounts: 40 },
    { day: "2026-02-02", kind: "hashtag", object: "news", events: 60, accounts: 41 },
    { day: "2026-03-15", kind: "hashtag", object: "demndebate", events: 4118, accounts: 172 },
  ],
);

describe("Trends", () => {
  test("says what rose, by how much and to what", () => {
    const view = pageView("trends", { site: frame(), events: events(80) }, slice);
    const total = view.numbers[0]?.estimate?.value;
    expect(total).toBe(sumFrom(events(80), slice.from));
    expect(view.headline).toBe("Activity rose 40\u202f% in the last 28 days");
    expect(view.cards.find(({ id }) => id === "events-over-time")?.title).toBe(
      `Activity rose 40\u202f% in the last 28 days, to ${formatCount(total)} events`,
    );
  });

  test("says that nothing clear happened where it did not", () => {
    const view = pageView("trends", { site: frame(), events: events(0) }, slice);
    expect(view.headline).toBe(
      "Activity held steady in the last 28 days: no change beyond its week-to-week variation",
    );
  });

  test("names the segment that a change comes from", () => {
    const view = pageView("trends", { site: frame(), events: events(80) }, slice);
    expect(view.cards.find(({ id }) => id === "activity-change")?.title).toBe(
      `Search added ${formatCount(2240 + wobbled(3))} events, 100\u202f% of the whole change`,
    );
  });

  test("a hashtag's day stands out with its posts and accounts, whatever the slice", () => {
    const view = pageView("trends", { site: frame(), events: events(0), top_objects: objects }, slice);
    const card = view.cards.find(({ id }) => id === "bursts");
    expect(card?.title).toBe("#demndebate stands out: 4\u202f118 posts by 172 accounts on 15 Mar 2026");
    expect(card?.table?.rows[0]).toEqual(["2026-03-15", "hashtag", "#demndebate", 4118, 172, 0]);
  });

  test("a filter keeps what it names, and a total says for what it could not", () => {
    const one = { ...slice, surface: ["feed"], policy: ["spam"] };
    const view = pageView("trends", { site: frame(), events: events(80) }, one);
    expect(view.numbers[0]?.estimate?.value).toBe(
      2800 + all.reduce((sum, day, index) => sum + (day >= slice.from ? wobble(index) : 0), 0),
    );
    expect(view.cards.find(({ id }) => id === "events-over-time")?.notes).toContain(
      "Events are not recorded by policy: shown for all.",
    );
    expect(view.cards.find(({ id }) => id === "events-over-time")?.subtitle).toBe(
      "Number of events by week (UTC); surface: feed",
    );
  });

  test("what is not published together is said to be so, with what to do", () => {
    const kinds = cube(
      "events_by_kind",
      ["day", "event_type", "lang"],
      [{ day: range.to, event_type: "post", lang: "de", events: 5, views: null }],
    );
    const both = { ...slice, country: ["DE"], lang: ["de"] };
    const view = pageView("trends", { site: frame(), events: events(0), events_by_kind: kinds }, both);
    expect(view.numbers[0]?.missing?.why).toMatch(/not published by country and language together/);
    expect(view.numbers[0]?.missing?.remedy).toBe("Leave out one of the filters country and language.");
  });

  test("periods that the range cuts are left out of a chart of counts, and the last is named", () => {
    const view = pageView("trends", { site: frame(), events: events(0) }, slice);
    const figure = view.cards.find(({ id }) => id === "events-over-time")?.figure;
    if (figure?.kind !== "time-series") throw new Error("expected a time series");
    expect(figure.series[0]?.points.map(({ x, provisional = false }) => [x, provisional])).toEqual([
      ["2026-06-08", false],
      ["2026-06-15", false],
      ["2026-06-22", false],
    ]);
    expect(view.cards.find(({ id }) => id === "events-over-time")?.notes).toContain(
      "The week from 29 Jun 2026 on is not complete and is left out of the chart.",
    );
  });

  test("shows the dozen annotations that matter most, in order of time", () => {
    const annotations = days("2026-06-01", "2026-06-30").map((day, index) => ({
      day,
      kind: "rule",
      label: `change ${index}`,
      weight: index,
    }));
    const view = pageView(
      "trends",
      { site: frame(), events: events(0), annotations: { annotations } },
      slice,
    );
    const figure = view.cards.find(({ id }) => id === "events-over-time")?.figure;
    if (figure?.kind !== "time-series") throw new Error("expected a time series");
    expect(figure.annotations.map(({ day }) => day)).toEqual(days("2026-06-11", "2026-06-22"));
    expect(figure.annotations[0]).toEqual({ day: "2026-06-11", kind: "rule", label: "change 10" });
  });
});
