import { describe, expect, test } from "vitest";
import type { ShownCluster, TextsArtifact } from "../../../../src/lib/near-duplicate/shown-texts.js";
import { pageView } from "../../../../src/lib/view/index.js";
import type { PageView } from "../../../../src/lib/view/page-view.js";
import { frame, slice } from "../support/artifacts.js";

function cluster(changes: Partial<ShownCluster> = {}): ShownCluster {
  return {
    id: "aaaaaaaaaaaa",
    sample: "Share this before it is deleted hxxps://one[.]test/1",
    firstSeen: "2026-06-01 10:00:00",
    lastSeen: "2026-06-02 11:00:00",
    events: 40,
    accounts: 30,
    recentAccounts: 30,
    texts: 2,
    reposts: 10,
    busiest: { at: "2026-06-01 10:05:00", events: 20, accounts: 18 },
    timeline: { grain: "day", from: "2026-06-01", events: [30, 10], accounts: [25, 8] },
    variants: [
      {
        events: 33,
        accounts: 25,
        firstSeen: "2026-06-01 10:00:00",
        segments: [{ text: "Share this", kind: "same" }],
      },
      {
        events: 7,
        accounts: 7,
        firstSeen: "2026-06-01 12:00:00",
        segments: [
          { text: "Share this", kind: "same" },
          { text: " now", kind: "added" },
        ],
      },
    ],
    ...changes,
  };
}

function viewOf(clusters: readonly ShownCluster[], id: string | null = null): PageView {
  const texts: TextsArtifact = {
    lastDay: "2026-06-30",
    totals: { events: 1000, forms: 500, short: 20, pairs: 800, shared: 400, sharedEvents: 700 },
    clusters,
  };
  return pageView("texts", { site: frame(), texts }, slice, id);
}

describe("the page of repeated texts", () => {
  test("opens with how many came from many accounts at once", () => {
    const calm = cluster({
      id: "bbbbbbbbbbbb",
      busiest: { at: "2026-06-01 10:05:00", events: 3, accounts: 3 },
    });
    const view = viewOf([cluster(), calm]);
    expect(view.headline).toBe("1 repeated text came from 5 accounts or more within ten minutes");
    expect(view.summary).toContain(
      "400 texts are shared by three accounts or more: 700 of 1\u202f000 events",
    );
    expect(viewOf([calm]).headline).toBe("No repeated text came from 5 accounts or more within ten minutes");
    expect(viewOf([calm]).cards[0]?.title).toBe("At most 3 accounts posted the same text within ten minutes");
  });

  test("links each text to itself", () => {
    const [first] = viewOf([cluster()]).cards.find(({ id }) => id === "texts")?.list?.rows ?? [];
    expect(first?.cells[0]).toMatchObject({ href: "/analyst/texts?id=aaaaaaaaaaaa" });
  });

  test("shows the one that was asked for: who, when, its variants, and what else it could be", () => {
    const view = viewOf([cluster()], "aaaaaaaaaaaa");
    expect(view.headline).toBe(
      "“Share this before it is deleted hxxps://one[.]test/1” came from 30 accounts, 18 of them within ten minutes",
    );
    expect(view.summary).toContain("50\u202f% of all its events");
    expect(view.summary).toContain("25\u202f% of the events only repost another's");
    const variants = view.cards.find(({ id }) => id === "text-variants");
    expect(variants?.diffs?.[1]).toEqual({
      segments: [
        { text: "Share this", kind: "same" },
        { text: " now", kind: "added" },
      ],
      note: "7 events by 7 accounts, first on 1 Jun 2026, 12:00 UTC",
    });
    expect(variants?.notes.join(" ")).toContain("What else it could be");
  });

  test("fills a short timeline up with days of nothing, and none that the data do not reach", () => {
    const points = (view: PageView): readonly { x: string; y: number | null }[] => {
      const figure = view.cards.find(({ id }) => id === "text-events")?.figure;
      return figure?.kind === "time-series" ? (figure.series[0]?.points ?? []) : [];
    };
    const days = points(viewOf([cluster()], "aaaaaaaaaaaa"));
    expect(days).toHaveLength(14);
    expect(days.filter(({ y }) => y !== 0).map(({ x }) => x)).toEqual(["2026-06-01", "2026-06-02"]);
    const late = cluster({
      firstSeen: "2026-06-30 10:00:00",
      lastSeen: "2026-06-30 10:00:00",
      timeline: { grain: "day", from: "2026-06-30", events: [5], accounts: [5] },
    });
    expect(points(viewOf([late], "aaaaaaaaaaaa")).at(-1)?.x).toBe("2026-06-30");
    const cut = cluster({ timeline: { grain: "day", from: "2026-06-29", events: [1, 1], accounts: [1, 1] } });
    expect(points(viewOf([cut], "aaaaaaaaaaaa"))[0]?.x).toBe("2026-06-29");
  });

  test("shows a text of a few days by the hour, with some hours of nothing around", () => {
    const brief = cluster({
      timeline: { grain: "hour", from: "2026-06-01T23:00", events: [3, 4], accounts: [3, 4] },
    });
    const card = viewOf([brief], "aaaaaaaaaaaa").cards.find(({ id }) => id === "text-events");
    expect(card?.title).toBe("Most events on 2 Jun 2026, 00:00 UTC: 4");
    expect(card?.table?.rows).toHaveLength(12);
    expect(card?.table?.rows.filter(([, events]) => events !== 0)).toEqual([
      ["2026-06-01T23:00", 3],
      ["2026-06-02T00:00", 4],
    ]);
  });

  test("says that a text is not shown, quoting what was asked for harmlessly", () => {
    const view = viewOf([cluster()], "nothing\u202e");
    expect(view.summary).toContain("The text nothing\ufffd is not among those that are shown");
    expect(view.headline).toContain("1 repeated text");
  });

  test("says what to do where no event has a text", () => {
    const view = pageView("texts", { site: frame(), texts: { missing: ["events.text"] } }, slice);
    expect(view.cards[0]?.missing).toMatchObject({
      tables: ["events"],
      remedy: "Give events.sql in the source's folder a column `text`.",
    });
  });
});
