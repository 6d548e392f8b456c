import { describe, expect, test } from "vitest";
import { pageView } from "../../../../src/lib/view/index.js";
import type { PageView } from "../../../../src/lib/view/page-view.js";
import { cube, frame, slice } from "../support/artifacts.js";

type Row = Readonly<Record<string, string | number>>;

const day = 1440;

function change(on: string, came_from: string, state: string, changes = 1, policy = "spam"): Row {
  return { day: on, policy, came_from, state, changes };
}

function watched(outcome: string, minutes: number, stretches = 1, policy = "spam"): Row {
  return { day: "2026-02-01", policy, outcome, minutes, stretches };
}

function page(
  changes: readonly Row[],
  promotions: readonly Row[],
  part: Partial<typeof slice> = {},
): PageView {
  return pageView(
    "lifecycle",
    {
      site: frame(),
      rule_changes: cube("rule_changes", ["day", "policy", "came_from", "state"], changes, ["changes"]),
      rule_promotions: cube("rule_promotions", ["day", "policy", "outcome", "minutes"], promotions, [
        "stretches",
      ]),
    },
    { ...slice, ...part },
  );
}

const changes = [
  change("2026-01-10", "", "enforce", 20),
  change("2026-02-01", "", "shadow", 200),
  change("2026-06-10", "shadow", "enforce", 60),
  change("2026-06-11", "shadow", "retired", 30),
  change("2026-06-12", "enforce", "paused", 2),
  change("2026-06-12", "enforce", "shadow", 1),
];
const promotions = [
  watched("promoted", 10 * day, 30),
  watched("promoted", 12 * day, 30),
  watched("withdrawn", 3 * day, 30),
  watched("open", 100 * day, 110),
];
const valueOf = (view: PageView, id: string) =>
  view.numbers.find((number) => number.id === id)?.estimate?.value;

describe("the lifecycle page", () => {
  test("opens with how fast promotions were and what share of watched rules is promoted", () => {
    const view = page(changes, promotions);
    expect(view.headline).toBe(
      "Half of the 60 promotions from shadow came within 11 days; 30\u202f% of watched rules are promoted within 28 days",
    );
    expect(view.summary).toBe(
      "In the last 28 days: 0 rules launched, 60 promoted, 32 withdrawn, 1 taken back to watch. At the end of 30 Jun 2026, 77 rules were in force and 111 under watch.",
    );
  });

  test("counts rules as of the last day of the slice", () => {
    const view = page(changes, promotions, { from: "2026-02-01", to: "2026-02-28" });
    expect(valueOf(view, "rules-in-force")).toBe(20);
    expect(valueOf(view, "rules-under-watch")).toBe(200);
    expect(valueOf(view, "time-to-promotion")).toBe(11 * 24);
  });

  test("follows the policies of the slice, in counts and in waits", () => {
    const other = [...changes, change("2026-02-01", "", "enforce", 7, "scam")];
    const view = page(other, [...promotions, watched("promoted", 60, 5, "scam")], { policy: ["scam"] });
    expect(valueOf(view, "rules-in-force")).toBe(7);
    expect(valueOf(view, "time-to-promotion")).toBe(1);
  });

  test("with few rules says how many are still watched, not a share that could be anything", () => {
    const view = page(changes, [watched("promoted", 22 * day), watched("open", 20 * day, 4)]);
    expect(view.headline).toBe("The one promotion from shadow took 22 days; 4 rules are still watched");
    const card = view.cards.find(({ id }) => id === "promotion-curve");
    expect(card?.title).toBe("1 of 5 watched rules promoted so far");
  });

  test("without a promotion says so, and shows no time in its place", () => {
    const view = page(changes, [watched("open", 40 * day, 9)]);
    expect(view.headline).toBe("None of the 9 rules under watch has been promoted");
    const number = view.numbers.find(({ id }) => id === "time-to-promotion");
    expect(number?.estimate).toBeNull();
    expect(number?.missing?.why).toBe("No rule has been promoted from shadow.");
  });

  test("without a rule on record says so", () => {
    const view = page([], []);
    expect(view.headline).toMatch(/^No rule has been under watch/);
    expect(valueOf(view, "rules-in-force")).toBe(0);
    expect(view.cards.find(({ id }) => id === "live-rules")?.title).toBe("No rule is on record");
  });

  test("draws promotion and withdrawal as competing shares, by time under watch", () => {
    const figure = page(changes, promotions).cards.find(({ id }) => id === "promotion-curve")?.figure;
    if (figure?.kind !== "cumulative-incidence") throw new Error("no curve");
    expect(figure.since).toBe("time under watch");
    expect(figure.curves.map(({ outcome, points }) => [outcome, points.at(-1)?.share.toFixed(3)])).toEqual([
      ["promoted", "0.300"],
      ["withdrawn", "0.150"],
    ]);
  });

  test("lists every change of state of the slice, the most frequent first", () => {
    const card = page(changes, promotions).cards.find(({ id }) => id === "transitions");
    expect(card?.title).toBe("93 changes, most of them shadow → enforce");
    expect(card?.table?.rows[1]).toEqual(["shadow", "retired", 30]);
  });

  test("shows the rules that live in each state, week by week", () => {
    const figure = page(changes, promotions).cards.find(({ id }) => id === "live-rules")?.figure;
    if (figure?.kind !== "time-series") throw new Error("no chart");
    expect(figure.series.map(({ name, points }) => [name, points[0]?.y, points.at(-1)?.y])).toEqual([
      ["enforced", 20, 77],
      ["in shadow", 200, 111],
    ]);
  });
});
