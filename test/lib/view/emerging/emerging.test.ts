import { describe, expect, test } from "vitest";
import type { EmergingArtifact, PublishedAlert } from "../../../../src/lib/emerging/artifact.js";
import { pageView } from "../../../../src/lib/view/index.js";
import { frame, slice } from "../support/artifacts.js";

const flash: PublishedAlert = {
  id: "0123456789ab",
  detector: "novelty",
  kind: "hashtag",
  entity: "flash",
  sample: null,
  day: "2026-03-30",
  resolved: null,
  escalated: false,
  observed: 80,
  events: 300,
  expected: 0,
  low: 0,
  high: 0,
  score: 7,
  threshold: 5,
  falseShare: null,
  course: [
    { day: "2026-03-29", accounts: 0, expected: 0, low: 0, high: 0 },
    { day: "2026-03-30", accounts: 80, expected: 0, low: 0, high: 0 },
  ],
  accounts: ["a1", "a2"],
  examples: ["look here https://bad.example/x"],
  coverage: { any: 0.25, rules: [{ rule: "link-flood", share: 0.25 }] },
  suggestion: { when: "posts_1h >= 4", policy: "link_spam", precision: 0.9, recall: 0.8, others: 900 },
};

function artifact(
  alerts: readonly PublishedAlert[],
  changes: Partial<EmergingArtifact> = {},
): EmergingArtifact {
  return {
    asOf: "2026-03-31",
    alerts,
    counts: { all: alerts.length, month: alerts.length, open: alerts.length, since: "2026-01-01" },
    falseShare: {
      recent: { alerts: 0, decoys: 0, share: null },
      all: { alerts: 0, decoys: 0, share: null },
    },
    withheld: 0,
    perDay: 2,
    floor: 5,
    streams: [],
    raised: [{ day: "2026-03-31", alerts: 0 }],
    ...changes,
  };
}

const view = (emerging: EmergingArtifact) =>
  pageView("emerging", { site: frame(), rules: { missing: ["rules"] }, emerging }, slice);

describe("Emerging", () => {
  test("opens with what emerged, how many took part and how many were expected", () => {
    expect(view(artifact([flash])).headline).toBe(
      "One thing emerged in the last 7 days: hashtag #flash, 80 accounts on 30 Mar 2026 where none was expected",
    );
  });

  test.each([
    [["2026-03-31"], /^It was raised on 31 Mar 2026, the last day of the data/],
    [["2026-03-30"], /^It was not raised on 31 Mar 2026/],
    [["2026-03-31", "2026-03-31"], /^Both were raised on/],
    [["2026-03-31", "2026-03-31", "2026-03-31"], /^All of these were raised on/],
    [["2026-03-31", "2026-03-30"], /^1 of these was raised on/],
    [["2026-03-31", "2026-03-31", "2026-03-30"], /^2 of these were raised on/],
    [["2026-03-29", "2026-03-30"], /^None of these was raised on/],
    [["2026-02-01"], /^None was raised on/],
  ])("says of alerts of %j how many came on the last day", (days, summary) => {
    const alerts = days.map((day, at) => ({ ...flash, day, id: `0123456789a${at}` }));
    expect(view(artifact(alerts)).summary).toMatch(summary);
  });

  test("draws alerts beside what was expected of each, on scales of their own, and says so with their size", () => {
    const course = [...flash.course, { day: "2026-03-31", accounts: 12, expected: 1, low: 0, high: 4 }];
    const panels = view(
      artifact([
        { ...flash, course },
        { ...flash, id: "0123456789ac", course: [] },
      ]),
    ).cards[0];
    expect(panels?.subtitle).toContain("each panel has its own scale");
    expect(panels?.figure).toMatchObject({
      scale: "own",
      panels: [
        {
          detail: "most 80, last 12",
          expected: [{}, {}, { x: "2026-03-31", y: 1, low: 0, high: 4 }],
        },
        { detail: "", expected: [] },
      ],
    });
  });

  test("says of an older alert that it is open still", () => {
    const older = { ...flash, day: "2026-02-01" };
    expect(view(artifact([older])).headline).toBe(
      "Nothing new in the last 7 days; 1 older alert is still open",
    );
  });

  test("shows a false share that is not known as unknown, not as zero", () => {
    const number = view(artifact([flash])).numbers.find(({ id }) => id === "false-share");
    expect(number?.estimate).toBeNull();
    expect(number?.missing?.why).toBe("Not known yet.");
  });

  test("shows that of all days where the last eight weeks had too few alerts", () => {
    const falseShare = {
      recent: { alerts: 3, decoys: 0, share: 1 / 3 },
      all: { alerts: 50, decoys: 1, share: 0.04 },
    };
    const number = view(artifact([flash], { falseShare })).numbers.find(({ id }) => id === "false-share");
    expect(number).toMatchObject({ label: "Calibrated false share, all days", estimate: { value: 0.04 } });
  });

  test("explains an alert: rules that cover it, examples defanged, what else it could be, a rule to begin with", () => {
    const card = view(artifact([flash])).cards.find(({ id }) => id === `alert-${flash.id}`);
    const notes = card?.notes.join("\n") ?? "";
    expect(notes).toContain("Rules had hit 25");
    expect(notes).toContain("hxxps://bad[.]example/x");
    expect(notes).toContain("Also possible");
    expect(card?.code).toContain("policy: link_spam");
    expect(card?.code).toContain("  posts_1h >= 4");
  });

  test("says that coverage is unknown where hits are not on record", () => {
    const card = view(artifact([{ ...flash, coverage: null }])).cards.find(
      ({ id }) => id === `alert-${flash.id}`,
    );
    expect(card?.notes.join(" ")).toContain("Which rules cover it is unknown");
  });

  test("links to the rows, to the lab and to the texts of a cluster", () => {
    const list = view(
      artifact([flash, { ...flash, id: "0123456789ac", kind: "text", entity: "t1", sample: "copy me" }]),
    ).cards.find(({ id }) => id === "alerts")?.list;
    const hrefs = list?.rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.kind === "text" && cell.href !== undefined ? [cell.href] : [])),
    );
    expect(hrefs?.some((href) => href.startsWith("/analyst/sql#q="))).toBe(true);
    expect(hrefs?.some((href) => href.startsWith("/analyst/rule-lab?new=link_spam&when="))).toBe(true);
    expect(hrefs).toContain("/analyst/texts?id=t1");
  });

  test("neutralises what spammers wrote", () => {
    const hostile = {
      ...flash,
      entity: "\u202Egnp.exe <script>",
      examples: ["\u202Ehttps://evil.example"],
      accounts: ["=cmd|' /C calc'!A0\u202E"],
    };
    const text = JSON.stringify(view(artifact([hostile])));
    expect(text).not.toContain("\u202E");
    expect(text).not.toContain("https://evil.example");
  });
});

describe("Today", () => {
  const today = (emerging: EmergingArtifact) =>
    pageView("today", { site: frame(), rules: { rules: [], asOf: "2026-03-31", total: 0 }, emerging }, slice);

  test("lists open alerts of the last week, and no older ones", () => {
    const older = { ...flash, id: "0123456789ad", entity: "older", day: "2026-03-01" };
    const items = today(artifact([flash, older])).attention ?? [];
    expect(items.map(({ kind, subject }) => [kind, subject?.text])).toEqual([["Emerging", "hashtag #flash"]]);
  });
});
