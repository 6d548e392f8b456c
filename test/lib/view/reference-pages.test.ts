import { describe, expect, test } from "vitest";
import { pageView } from "../../../src/lib/view/index.js";
import { cube, frame, slice } from "./support/artifacts.js";

const metric = (id: string, group: string, tables: readonly string[]) => ({
  id,
  group,
  name: id,
  definition: "What it is.",
  formula: "a ÷ b",
  estimator: "none",
  unit: "share",
  owner: "Measurement",
  caveats: [],
  tables,
});

describe("Metric dictionary", () => {
  test("groups metrics and says which the source cannot answer, for want of what", () => {
    const metrics = [
      metric("events", "Activity", ["events"]),
      metric("overturn_rate", "User cost", ["actions", "appeals"]),
      metric("appeal_rate", "User cost", ["actions", "appeals"]),
    ];
    const view = pageView("dictionary", { site: frame(), metrics: { metrics } }, slice);
    expect(view.headline).toBe("1 of 3 metrics can be computed from this source");
    expect(
      view.definitions?.map(({ title, entries }) => [title, entries.map(({ missing }) => missing)]),
    ).toEqual([
      ["Activity", [[]]],
      ["User cost", [["appeals"], ["appeals"]]],
    ]);
  });
});

describe("Freshness", () => {
  const volume = { table: "events", severity: "warn", check: "volume", message: "some days hold few rows" };
  const freshness = { table: "actions", severity: "warn", check: "freshness", message: "ends days before" };
  const runs = (...checks: object[]) => ({
    runId: "0123",
    tables: [
      { table: "events", present: true, rows: 10, first: "2026-01-01", last: "2026-06-30" },
      { table: "actions", present: true, rows: 5, first: "2026-01-01", last: "2026-06-10" },
      { table: "appeals", present: false, rows: null, first: null, last: null },
    ],
    checks,
    incidents: [{ day: "2026-02-01", kind: "incident", label: "Outage" }],
    knownIssues: ["No views."],
    stages: [
      { stage: "cube_events", title: "Events", rows: 3, missing: [] },
      { stage: "cube_appeals", title: "Appeals", rows: null, missing: ["appeals"] },
    ],
  });
  const titles = (...checks: object[]) => {
    const view = pageView("freshness", { site: frame(), data_runs: runs(...checks) }, slice);
    return [view.headline, ...view.cards.map(({ title }) => title)];
  };

  test("says how far the data reach, what is not connected and what is known to be wrong", () => {
    expect(titles(volume)).toEqual([
      "Data reach to 30 Jun 2026; 1 check warned",
      "1 table not connected: appeals",
      "1 check warned",
      "2 known issues on record",
      "2 stages wrote 3 rows; 1 could not run for want of a table",
    ]);
  });

  test("names the tables that have stopped growing, and not those that end early by their nature", () => {
    expect(titles(volume, freshness)[0]).toBe("Data reach to 30 Jun 2026, but actions ends earlier");
  });
});

describe("Transparency", () => {
  const figure = (series: string, period: string, release: string, released_on: string, value: number) => ({
    series,
    metric: "Content actioned",
    period,
    release,
    released_on,
    value,
  });
  const figures = cube(
    "published_figures",
    ["series", "metric", "period", "release", "released_on"],
    [
      figure("Meta · Spam", "2022Q1", "2022-Q1", "2022-05-01", 1_300_000_000),
      figure("Meta · Spam", "2022Q1", "2022-Q2", "2022-08-01", 1_200_000_000),
      figure("Meta · Spam", "2022Q2", "2022-Q2", "2022-08-01", 426_000_000),
      figure("TikTok · Spam", "2022Q1", "2022-Q1", "2022-05-01", 5),
      figure("TikTok · Spam", "2022Q1", "2022-Q2", "2022-08-01", 5),
    ],
  );
  const asOf = (to: string) =>
    pageView(
      "transparency",
      { site: frame(), published_figures: figures },
      { ...slice, from: "2022-01-01", to },
    );

  test("counts what was restated, by who published it", () => {
    expect(asOf("2022-12-31").headline).toBe(
      "Meta restated 1 of 1 figures published more than once, TikTok 0 of 1",
    );
  });

  test("the end of the range is the day as of which figures are known", () => {
    expect(asOf("2022-06-30").headline).toBe("No figure stood in more than one release by 30 Jun 2022");
  });

  test("a series' title is its largest move, as last released", () => {
    expect(asOf("2022-12-31").cards.map(({ title }) => title)).toContain(
      "Content actioned: 1.2\u202fbn (2022Q1) → 426\u202fM (2022Q2)",
    );
  });

  test("without published figures those that could be published are counted, and said to be unreleased", () => {
    const actions = cube(
      "actions",
      ["day", "policy", "surface", "auto", "action_type"],
      [
        {
          day: "2026-05-10",
          policy: "spam",
          surface: "feed",
          auto: "manual",
          action_type: "content_remove",
          actions: 9,
          content: 7,
          accounts: 6,
          proactive: 3,
          proactive_known: 9,
        },
      ],
    );
    const view = pageView(
      "transparency",
      { site: frame(), actions, published_figures: { missing: ["published_metrics"] } },
      { ...slice, from: "2026-05-01", to: "2026-06-30" },
    );
    expect(view.headline).toMatch(/^For June 2026 the platform could publish 0 pieces of content actioned$/);
    expect(view.summary).toContain("nothing here has been released");
    expect(view.cards.at(-1)?.missing?.tables).toEqual(["published_metrics"]);
  });
});
