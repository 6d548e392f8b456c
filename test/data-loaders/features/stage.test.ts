import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { expandMacros } from "../../../data-loaders/engine/macros/index.js";
import { accountFactNames } from "../../../data-loaders/features/registry.js";
import { featureStages } from "../../../data-loaders/features/stage.js";
import { loadStage } from "../../../data-loaders/pipeline/code-hash.js";
import { columnsOf } from "../../../data-loaders/pipeline/input-views.js";
import { warehouseTables } from "../../../data-loaders/pipeline/manifest.js";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { runStage } from "../../../data-loaders/pipeline/run-stage.js";
import { readRules } from "../../../data-loaders/rules/read-rules.js";
import { emptyWarehouse, insert } from "../publish/support/warehouse.js";

const rule = (id: string, when: string): string => `id: ${id}
title: A rule
owner: someone
policy: spam
kind: heuristic
grain: account
state: shadow
action: none
target_precision: 0.9
when: ${when}
changes: [{version: 1, on: 2026-01-01, state: shadow, why: first}]
`;

describe("the stage of features", () => {
  let engine: Engine;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shrike-stage-"));
    mkdirSync(join(folder, "rules"));
  });
  afterEach(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(tables: readonly string[], conditions: readonly string[]): Promise<void> {
    engine = await emptyWarehouse(tables);
    await insert(engine, "accounts", [{ account_id: "a", created_at: "2026-01-01 00:00:00", followers: 7 }]);
    if (tables.includes("events"))
      await insert(
        engine,
        "events",
        ["2026-01-02 10:05:00", "2026-01-02 12:30:00"].map((occurred_at) => ({
          event_id: occurred_at,
          account_id: "a",
          event_type: "post",
          occurred_at,
        })),
      );
    for (const [index, when] of conditions.entries())
      writeFileSync(join(folder, "rules", `r${index}.yaml`), rule(`r${index}`, when));
    await build(null);
  }

  async function build(asOf: string | null): Promise<string[]> {
    const warned: string[] = [];
    for (const stage of featureStages(readRules(folder), asOf))
      await runStage(await loadStage(stage, (sql) => expandMacros(sql, "duckdb"), ""), undefined, {
        engine,
        reporter: { ...silentReporter, warn: (line) => warned.push(line) },
        signal: new AbortController().signal,
        versions: new Map(),
        clock: () => 0,
      });
    return warned;
  }

  test("keeps the counts that some rule names and every fact, and no table beside them", async () => {
    await run(["accounts", "events"], ["posts_24h > 1 and followers < 10", "posts_1h > 3"]);
    expect(
      await engine.query(
        `SELECT COLUMNS(c -> c NOT IN (${accountFactNames.map((name) => `'${name}'`).join(", ")})), followers FROM account_features ORDER BY hour`,
      ),
    ).toEqual([
      { account_id: "a", hour: "2026-01-02 10:00:00", followers: 7, posts_1h: 1, posts_24h: 1 },
      { account_id: "a", hour: "2026-01-02 12:00:00", followers: 7, posts_1h: 1, posts_24h: 2 },
    ]);
    expect(await columnsOf(engine, "account_features")).toEqual(
      expect.arrayContaining([...accountFactNames]),
    );
    expect(await warehouseTables(engine)).toEqual(new Set(["accounts", "events", "account_features"]));
  });

  test("counts nothing from tables that the source lacks: what they would say is unknown, and so is what was not", async () => {
    await run(
      ["accounts", "events"],
      ["reports_7d > 1 or links_24h > 1 or repeats_24h > 1 or events_28d > 1 or signups_on_device > 1"],
    );
    expect(
      await engine.query(
        "SELECT account_id, hour, events_28d, links_24h, repeats_24h, reports_7d, signups_on_device FROM account_features ORDER BY hour DESC LIMIT 1",
      ),
    ).toEqual([
      {
        account_id: "a",
        hour: "2026-01-02 12:00:00",
        events_28d: 2,
        links_24h: null,
        repeats_24h: null,
        reports_7d: null,
        signups_on_device: null,
      },
    ]);
  });

  test("makes features of events where a rule is about events, none of a source that has none", async () => {
    await run(["accounts", "events"], ["posts_24h > 1"]);
    expect(await warehouseTables(engine)).not.toContain("event_features");
    writeFileSync(
      join(folder, "rules", "r1.yaml"),
      rule("r1", "event_type = 'post' and posts_24h > 0").replace("grain: account", "grain: event"),
    );
    await build(null);
    expect(
      await engine.query("SELECT occurred_at, event_type, posts_24h FROM event_features ORDER BY 1"),
    ).toEqual([
      { occurred_at: "2026-01-02 10:05:00", event_type: "post", posts_24h: 0 },
      { occurred_at: "2026-01-02 12:30:00", event_type: "post", posts_24h: 1 },
    ]);
    await engine.execute("DROP TABLE events");
    await build("2026-03-01");
    expect(await engine.query("SELECT count(*) AS events FROM event_features")).toEqual([{ events: 0 }]);
  });

  test("makes a row for each account of a source without events, at the hour in which it was made or of the day that it describes", async () => {
    await run(["accounts"], ["profile_posts < 3 and followers < 10 and posts_24h > 1"]);
    await insert(engine, "accounts", [{ account_id: "b", posts: 2 }]);
    const warned = await build("2026-03-01");
    expect(
      await engine.query(
        "SELECT account_id, hour, followers, posts_24h, profile_posts FROM account_features ORDER BY account_id",
      ),
    ).toEqual([
      { account_id: "a", hour: "2026-01-01 00:00:00", followers: 7, posts_24h: null, profile_posts: null },
      { account_id: "b", hour: "2026-03-01 00:00:00", followers: null, posts_24h: null, profile_posts: 2 },
    ]);
    expect(warned).toEqual([]);
  });

  test("says of how many accounts no time is known", async () => {
    await run(["accounts"], ["followers < 10"]);
    await insert(engine, "accounts", [{ account_id: "b" }, { account_id: "c" }]);
    expect(await build(null)).toEqual([
      expect.stringMatching(/^rules cannot be evaluated on 2 accounts: .*`as_of: 2026-01-31`$/),
    ]);
    expect(await engine.query("SELECT account_id FROM account_features")).toEqual([{ account_id: "a" }]);
  });

  test("is none where the source has no rules", async () => {
    await run(["accounts"], []);
    expect(featureStages(readRules(folder))).toEqual([]);
    expect(await warehouseTables(engine)).toEqual(new Set(["accounts"]));
  });

  test("is another once a rule names another column", async () => {
    const hash = async (when: string): Promise<string> => {
      writeFileSync(join(folder, "rules", "r0.yaml"), rule("r0", when));
      const [stage] = featureStages(readRules(folder));
      return (await loadStage(stage!, (sql) => expandMacros(sql, "duckdb"), "")).codeHash;
    };
    engine = await emptyWarehouse([]);
    expect(await hash("posts_1h > 1")).toBe(await hash("posts_1h > 2"));
    expect(await hash("posts_1h > 1")).not.toBe(await hash("posts_24h > 1"));
  });
});
