import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { checkSource } from "../../data-loaders/source/check-source.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";
import { publishExample, type PublishedExample } from "./support/publish-example.js";

const data = join(dataRoot, "smokedetector_rules");

describe.skipIf(!existsSync(data))(`SmokeDetector's lists${needs(data)}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadExample("smokedetector", data);
    await engine.execute(
      `CREATE TABLE standing AS
       SELECT rule_id, version, state FROM (
         SELECT *, row_number() OVER (PARTITION BY rule_id ORDER BY changed_at DESC) AS place FROM rule_state_changes
       ) AS changes WHERE place = 1 AND state <> 'retired'`,
    );
    await engine.execute(
      `CREATE TABLE stretches AS
       SELECT rule_id, state, changed_at, lead(changed_at) OVER life AS until, lead(state) OVER life AS next FROM rule_state_changes
       WINDOW life AS (PARTITION BY rule_id ORDER BY changed_at)`,
    );
  });
  afterAll(() => engine?.close());

  test("every line of the log is in one change of one rule", async () => {
    expect(await engine.query("SELECT sum(x_log_lines) AS lines FROM rule_state_changes")).toEqual([
      { lines: 13_577 },
    ]);
  });

  test("replayed, the changes leave exactly the 9,460 patterns that the lists were left with", async () => {
    const patterns = await engine.query(
      `SELECT x_list AS list, definition AS pattern FROM standing JOIN rule_versions USING (rule_id, version) ORDER BY ALL`,
    );
    expect(patterns).toEqual(
      await engine.query(
        `SELECT list, pattern FROM read_parquet('${data}/rule_lifecycle.parquet') WHERE outcome = 'live_at_snapshot' ORDER BY ALL`,
      ),
    );
    expect(patterns).toHaveLength(9460);
  });

  test("list by list, watched patterns are in shadow and blacklisted ones enforced", async () => {
    expect(
      await engine.query(
        "SELECT policy_id AS list, state, count(*) AS rules FROM standing JOIN rules USING (rule_id) GROUP BY ALL ORDER BY ALL",
      ),
    ).toEqual([
      { list: "bad_keywords", state: "enforce", rules: 1566 },
      { list: "blacklisted_usernames", state: "enforce", rules: 103 },
      { list: "blacklisted_websites", state: "enforce", rules: 2237 },
      { list: "watched_keywords", state: "shadow", rules: 5554 },
    ]);
  });

  test("half of the patterns that went from the watch list to a blacklist did so within 10.2 days", async () => {
    const [promoted] = await engine.query<{ rules: number; days: number }>(
      `SELECT count(*) AS rules, median(date_diff('second', changed_at, until)) / 86400 AS days FROM stretches WHERE state = 'shadow' AND next = 'enforce'`,
    );
    expect(promoted?.rules).toBe(682);
    expect(promoted?.days.toFixed(1)).toBe("10.2");
    const [logged] = await engine.query<{ rules: number; days: number }>(
      `SELECT count(*) AS rules, median(days_live) AS days FROM read_parquet('${data}/rule_lifecycle.parquet') WHERE outcome = 'promoted_to_blacklist'`,
    );
    expect(logged?.rules).toBe(685);
    expect(logged?.days.toFixed(1)).toBe("10.2");
  });

  test("the three promotions of the log that are none here are narrower patterns that a wider one replaced", async () => {
    expect(
      await engine.query(
        "SELECT count(*) AS changes FROM rule_state_changes WHERE reason = 'replaced by a wider pattern'",
      ),
    ).toEqual([{ changes: 3 }]);
  });

  test("a rule's changes follow one another in time, as the log orders them", async () => {
    expect(
      await engine.query(
        "SELECT count(*) AS ties FROM (SELECT rule_id, changed_at FROM rule_state_changes GROUP BY ALL HAVING count(*) > 1) AS tied",
      ),
    ).toEqual([{ ties: 0 }]);
    const [moved] = await engine.query<{ changes: number }>(
      `SELECT count(*) AS changes FROM rule_state_changes c
       JOIN (SELECT DISTINCT commit, make_timestamp(epoch_us(ts)) AS logged_at FROM read_parquet('${data}/rule_events.parquet')) l ON l.commit = c.x_commit
       WHERE l.logged_at <> c.changed_at`,
    );
    expect(moved?.changes).toBeLessThanOrEqual(19);
  });

  test("ids are hashes: nothing of a pattern is in them", async () => {
    expect(
      await engine.query(
        "SELECT count(*) AS others FROM rules WHERE NOT regexp_full_match(rule_id, '[0-9a-f]{16}')",
      ),
    ).toEqual([{ others: 0 }]);
  });
});

describe.skipIf(!existsSync(data))(`SmokeDetector's lists, published${needs(data)}`, () => {
  let site: PublishedExample;
  beforeAll(async () => {
    site = await publishExample("smokedetector", data);
  }, 300_000);

  test("keep the contract", async () => {
    const { sound, results } = await checkSource("examples/smokedetector", { data, now: Date.now() });
    expect({ sound, results }).toEqual({ sound: true, results: [] });
  });

  test("the lifecycle page opens with the 682 promotions and their median of 10.2 days", () => {
    const { headline, numbers } = site.page("lifecycle");
    expect(headline).toMatch(/^Half of the 682 promotions from shadow came within 10\.2 days; 6\.87\u202f% /);
    const valueOf = (id: string) => numbers.find((number) => number.id === id)?.estimate;
    expect(valueOf("rules-in-force")?.value).toBe(1566 + 2237 + 103);
    expect(valueOf("rules-under-watch")?.value).toBe(5554);
    const median = valueOf("time-to-promotion");
    expect((median?.value ?? 0) / 24).toBeCloseTo(10.15, 2);
    expect(median?.low).toBeLessThan(median?.value ?? 0);
    expect(median?.high).toBeGreaterThan(median?.value ?? 0);
  });

  test("launches less withdrawals are the rules that live", () => {
    const { cards } = site.page("lifecycle");
    const moves = cards.find(({ id }) => id === "transitions")?.table?.rows ?? [];
    const into = (states: readonly string[], column: number): number =>
      moves
        .filter((row) => states.includes(String(row[column])))
        .reduce((sum, row) => sum + Number(row[2]), 0);
    expect(into(["shadow", "enforce"], 1) - into(["shadow", "enforce"], 0)).toBe(9460);
  });

  test("no pattern becomes markup, turns text around or hides in it, in any page or artifact", () => {
    const files = readdirSync(site.out, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(?:json|html|xml)$/.test(file),
    );
    expect(files).toContain("rules.json");
    for (const file of files) {
      const text = readFileSync(join(site.out, file), "utf8");
      expect(text, file).not.toMatch(/[\u00ad\u200b\u202a-\u202e\u2066-\u2069]/);
      if (!file.endsWith(".html")) continue;
      const { document } = new JSDOM(text).window;
      expect(document.querySelectorAll("script, img, iframe, i"), file).toHaveLength(0);
      for (const link of document.querySelectorAll("a"))
        expect(link.getAttribute("href"), file).toMatch(/^[/#.]/);
    }
  });
});
