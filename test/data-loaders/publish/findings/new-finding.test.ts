import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import { newFinding } from "../../../../data-loaders/publish/findings/new-finding.js";
import { readFinding } from "../../../../data-loaders/publish/findings/read-finding.js";
import { resolveValues } from "../../../../data-loaders/publish/findings/resolve-values.js";
import type { ExploreManifest } from "../../../../src/lib/explore/manifest.js";
import type { SiteFrame } from "../../../../src/lib/view/site-frame.js";
import { siteFrame } from "../../../support/site-frame.js";

const now = new Date("2026-07-02T10:00:00Z");
const tables = ["accounts", "events", "actions", "action_rules", "rule_hits"];
const frame: SiteFrame = {
  ...siteFrame,
  tables: { present: tables, missing: [] },
  options: { ...siteFrame.options, surface: [{ value: "it's", label: "it`s" }] },
};
const start = (url: string) => newFinding({ url, frame, now });

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDB({ path: ":memory:", threads: 1 });
  for (const table of [
    "accounts AS SELECT 'a' AS account_id, 'DE' AS country",
    "events AS SELECT 'a' AS account_id, TIMESTAMP '2026-06-30 23:00:00' AS occurred_at, 'it''s' AS surface, 'de' AS lang FROM range(7)",
    "actions AS SELECT 'x' AS action_id, 'a' AS account_id, TIMESTAMP '2026-05-01 00:00:00' AS action_at, 'link_spam' AS policy_id, false AS automated_decision, 'account_lock' AS action_type",
    "action_rules AS SELECT 'x' AS action_id, 'h' AS hit_id, true AS is_primary",
    "rule_hits AS SELECT 'h' AS hit_id, 'LNK-004' AS rule_id",
  ])
    await engine.execute(`CREATE TABLE ${table}`);
});
afterAll(() => engine.close());

describe("a new finding", () => {
  test("can be published as it is, its numbers counted within the slice", async () => {
    const { fileName, markdown, problems } = start(
      "https://insights.example/leadership/trends.html?country=DE&surface=it's&policy=link_spam&rule=LNK-004&auto=manual",
    );
    expect(problems).toEqual([]);
    const finding = readFinding(fileName, markdown);
    expect(finding.pages).toEqual(["trends"]);
    expect(finding.as_of).toBe("2026-06-30");
    const values = await resolveValues(engine, finding);
    expect([...values].map(([name, { text }]) => [name, text])).toEqual([
      ["events", "7"],
      ["accounts", "1"],
      ["actions", "1"],
    ]);
  });

  test("from an account and the trail to it has the accounts and the trail as evidence", async () => {
    const { fileName, markdown, problems } = start(
      "/analyst/accounts?id=it's&trail=device:a&trail=devise:b&lens=abuse",
    );
    expect(problems.map(({ key, raw }) => `${key}=${raw}`)).toEqual(["trail=devise:b"]);
    expect(fileName).toBe("2026-07-02-trail-of-accounts.md");
    const values = await resolveValues(engine, readFinding(fileName, markdown));
    expect([...values].map(([name, { text }]) => [name, text])).toEqual(
      expect.arrayContaining([
        ["accounts", "1"],
        ["actioned", "1"],
      ]),
    );
  });

  test("from a slice of Explore counts the rows that Explore counts", async () => {
    const explore: ExploreManifest = {
      simulated: true,
      grain: "rule_hits",
      rowsName: "rule hits",
      rows: 9,
      accounts: 2,
      events: null,
      labelled: 0,
      time: { from: "2026-06-01", to: "2026-06-30", rows: [9] },
      views: ["rule"],
      swaps: {},
      dimensions: [
        { name: "rule", label: "Rule", kind: "category", bins: [{ value: "it's", label: "It's", rows: 4 }] },
      ],
      cubes: [],
      weeks: [],
    };
    await engine.execute(
      "CREATE OR REPLACE TEMP TABLE explore_rows AS SELECT 'a' || i % 2 AS account_id, DATE '2026-06-02' AS day, CASE WHEN i < 4 THEN 'it''s' ELSE 'b' END AS rule FROM range(9) t(i)",
    );
    const { fileName, markdown, problems } = newFinding({
      url: "https://insights.example/analyst/explore.html?rule=it's&to=2026-06-03&action=ban&rule=nope",
      frame,
      explore,
      now,
    });
    expect(problems.map(({ key, raw }) => `${key}=${raw}`)).toEqual(["rule=nope"]);
    expect(fileName).toBe("2026-07-02-rule-it-s.md");
    const finding = readFinding(fileName, markdown);
    const values = await resolveValues(engine, finding);
    expect([...values].map(([name, { text }]) => [name, text])).toEqual([
      ["rows", "4"],
      ["accounts", "2"],
    ]);
  });

  test("keeps the slice as its link", () => {
    const { fileName, markdown } = start("/leadership/appeals?to=2026-06-01&country=PL");
    expect(fileName).toBe("2026-07-02-pl.md");
    expect(readFinding(fileName, markdown).slice).toBe("to=2026-06-01&country=PL");
  });

  test("counts nothing where the source has no table for it", () => {
    const { fileName, markdown } = newFinding({ url: "/leadership/trends", frame: siteFrame, now });
    expect(fileName).toBe("2026-07-02-slice.md");
    expect(Object.keys(readFinding(fileName, markdown).numbers)).toEqual(["events", "accounts"]);
    const none = newFinding({
      url: "/",
      frame: { ...siteFrame, tables: { present: [], missing: ["events"] } },
      now,
    });
    expect(none.markdown).toContain("no table that this slice could be counted in");
    expect(readFinding(none.fileName, none.markdown).numbers).toEqual({});
  });

  test("names what the address holds that it could not use", () => {
    expect(start("/leadership/trends?country=XX").problems).toMatchObject([{ key: "country", raw: "XX" }]);
  });

  test("refuses what is no address, naming it", () => {
    expect(() => start("http://[")).toThrow("--from http://[: expected the address of a page");
  });
});
