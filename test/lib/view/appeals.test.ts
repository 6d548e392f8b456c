import { describe, expect, test } from "vitest";
import { pageView } from "../../../src/lib/view/index.js";
import { cube, days, frame, range, slice } from "./support/artifacts.js";

const all = days(range.from, range.to);
const quarter = { ...slice, from: "2026-04-02", to: "2026-06-30" };

function appeals(overturned: (day: string, policy: string) => number) {
  return cube(
    "appeals",
    ["day", "policy", "surface", "auto"],
    all.flatMap((day) =>
      ["spam", "fake"].map((policy) => ({
        day,
        policy,
        surface: "feed",
        auto: "automated",
        appealable: 100,
        appealed: 20,
        decided: 10,
        overturned: overturned(day, policy),
        restored_without_appeal: 1,
      })),
    ),
  );
}

const titleOf = (view: ReturnType<typeof pageView>, id: string) =>
  view.cards.find((card) => card.id === id)?.title;

describe("Appeals", () => {
  test("speaks of mature days alone: those whose outcomes have come in", () => {
    const view = pageView("appeals", { site: frame(), appeals: appeals(() => 2) }, quarter);
    expect(view.headline).toBe(
      "Overturn rate held at 20\u202f% of decided appeals from 2 Apr 2026 to 1 Jun 2026: no change beyond chance",
    );
    expect(view.numbers.find(({ id }) => id === "overturn-rate")?.estimate?.denominator).toBe(61 * 20);
  });

  test("a slice that is hardly mature is provisional, and no change is claimed", () => {
    const recent = appeals((day) => (day >= slice.from ? 9 : 1));
    const view = pageView("appeals", { site: frame(), appeals: recent }, slice);
    expect(view.headline).toBe(
      "Overturn rate: 90\u202f% of decided appeals in the last 28 days, provisional",
    );
    expect(view.numbers.find(({ id }) => id === "overturn-rate")).toMatchObject({
      delta: null,
      estimate: { provisional: true },
    });
  });

  test("months that are not mature are provisional in the chart", () => {
    const monthly = { ...quarter, grain: "month" as const };
    const view = pageView("appeals", { site: frame(), appeals: appeals(() => 2) }, monthly);
    const figure = view.cards.find(({ id }) => id === "overturn-rate-over-time")?.figure;
    if (figure?.kind !== "time-series") throw new Error("expected a time series");
    expect(figure.grain).toBe("month");
    expect(figure.series[0]?.points.map(({ x, provisional = false }) => [x, provisional])).toEqual([
      ["2026-04-02", false],
      ["2026-05-01", false],
      ["2026-06-01", true],
    ]);
  });

  test("names the policy whose appeals are won clearly more often", () => {
    const uneven = appeals((_, policy) => (policy === "spam" ? 6 : 1));
    const view = pageView("appeals", { site: frame(), appeals: uneven }, quarter);
    expect(titleOf(view, "overturn-by-policy")).toBe(
      "Spam: 60\u202f% of decided appeals were overturned, clearly more than the 35\u202f% of all",
    );
  });

  test("says in how many days half of what was undone was put right", () => {
    const undone = cube(
      "put_right",
      ["day", "policy", "auto", "days"],
      [
        { day: quarter.from, policy: "spam", auto: "automated", days: "0", actions: 4 },
        { day: quarter.from, policy: "spam", auto: "automated", days: "3", actions: 4 },
        { day: quarter.from, policy: "spam", auto: "automated", days: "40", actions: 3 },
      ],
    );
    const view = pageView("appeals", { site: frame(), put_right: undone }, quarter);
    expect(titleOf(view, "days-until-put-right")).toBe(
      "Half of the 11 actions undone were put right within 3 days",
    );
  });

  test("restorations without an appeal are counted apart from appeals that were won", () => {
    const view = pageView("appeals", { site: frame(), appeals: appeals(() => 2) }, quarter);
    expect(view.summary).toContain("122 actions were undone without an appeal.");
  });
});
