import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { backtest, type Backtest } from "../../data-loaders/rules/backtest/backtest.js";
import { ruleNamed } from "../../data-loaders/rules/read-rules.js";
import { checkSource } from "../../data-loaders/source/check-source.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";
import { publishExample, type PublishedExample } from "./support/publish-example.js";

const data = join(dataRoot, "srf_instagram_fake_followers");

describe.skipIf(!existsSync(data))(`the Instagram followers${needs(data)}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadExample("instagram-followers", data);
  });
  afterAll(() => engine?.close());

  test("each of the 975 accounts is a certain job of one queue, and 98 are labelled fake", async () => {
    expect(
      await engine.query(
        `SELECT count(DISTINCT j.account_id) AS accounts, count(d.label) AS decided, count(CASE WHEN d.label = 'true_positive' THEN 1 END) AS fake,
           min(j.inclusion_prob) AS least, max(f.frame_size) AS frame
         FROM review_jobs j JOIN review_decisions d USING (job_id) JOIN review_frames f USING (queue, stratum) WHERE j.sample_design = 'census'`,
      ),
    ).toEqual([{ accounts: 975, decided: 975, fake: 98, least: 1, frame: 975 }]);
  });
});

describe.skipIf(!existsSync(data))(`the Instagram followers, published${needs(data)}`, () => {
  let site: PublishedExample;
  beforeAll(async () => {
    site = await publishExample("instagram-followers", data);
  }, 300_000);

  async function tried(name: string): Promise<Backtest> {
    const engine = await openDuckDB({ path: site.warehouse, readOnly: true });
    try {
      const rule = ruleNamed(name, site.rules, "examples/instagram-followers");
      return await backtest({ engine, rules: site.rules, rule, set: {} });
    } finally {
      await engine.close();
    }
  }

  test("keep the contract, and are dated by source.yaml alone", async () => {
    const report = await checkSource("examples/instagram-followers", { data, now: Date.now() });
    expect(report).toMatchObject({ sound: true, results: [] });
    expect(site.frame.range).toEqual({ from: "2017-09-30", to: "2017-09-30" });
  });

  test("are listed and tried by the commands, whose JSON begins with the figures asked for first", () => {
    const folder = mkdtempSync(join(tmpdir(), "shrike-instagram-"));
    const json = (verb: string, ...rest: string[]): Record<string, unknown> => {
      const file = join(folder, `${verb}.json`);
      const source = ["--source", "examples/instagram-followers", "--data", data, "--json", file, "--quiet"];
      const { status, stderr } = spawnSync(
        process.execPath,
        ["data-loaders/shrike.js", verb, ...rest, ...source],
        { encoding: "utf8" },
      );
      expect(status, stderr).toBe(0);
      return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    };
    expect(json("backtest", "following-without-posts")).toMatchObject({
      hits: 42,
      accountsHit: 42,
      precision: { numerator: 36, denominator: 42 },
      recall: { numerator: 36, denominator: 98 },
      recallOf: "all",
    });
    expect(json("rules")).toMatchObject({ asOf: "2017-09-30", total: 5 });
    rmSync(folder, { recursive: true });
  });

  test("following-without-posts has precision .857 and recall .367 against the journalists' labels", async () => {
    const { history, latest } = await tried("following-without-posts");
    for (const report of [history, latest]) {
      expect(report?.precision).toMatchObject({ numerator: 36, denominator: 42, covered: 1 });
      expect(report?.precision.value?.toFixed(3)).toBe("0.857");
      expect(report?.recall.absolute).toMatchObject({ numerator: 36, denominator: 98 });
      expect(report?.recall.absolute.value?.toFixed(3)).toBe("0.367");
    }
  });

  test("every rule hits the accounts that its condition, written by hand over the Parquet file, hits", async () => {
    const byHand: Readonly<Record<string, string>> = {
      "empty-profile": "posts = 0 AND followers <= 20",
      "followed-by-few": "following >= 200 AND following >= 20 * followers",
      "following-without-posts": "following >= 1000 AND posts <= 2",
      "near-the-follow-limit": "following >= 6500",
      "posts-little-follows-more": "following >= 500 AND posts <= 10 AND followers * 5 <= following",
    };
    expect(site.rules.map(({ rule }) => rule.id)).toEqual(Object.keys(byHand));
    const engine = await openDuckDB({ path: ":memory:" });
    for (const [rule, condition] of Object.entries(byHand)) {
      const [counted] = await engine.query<{ hits: number; fake: number }>(
        `SELECT count(*) AS hits, count(CASE WHEN is_fake THEN 1 END) AS fake FROM read_parquet('${data}/accounts.parquet') WHERE ${condition}`,
      );
      const { hits, labels } = (await tried(rule)).history;
      expect({ hits, fake: labels.truePositives }, rule).toEqual(counted);
    }
    await engine.close();
  });

  test("pages that need what the source lacks say so", () => {
    expect(site.page("scorecard").headline).toMatch(/unknown/);
    expect(site.page("lifecycle")).toMatchObject({ headline: "How rules move is unknown" });
    expect(site.page("lifecycle").summary).toContain("rule_state_changes.sql");
  });
});
