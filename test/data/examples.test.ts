import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";

const ira = join(dataRoot, "ira_demo");
const transparency = join(dataRoot, "transparency_meta_tiktok");

describe.skipIf(!existsSync(ira))(`the IRA example${needs(ira)}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadExample("ira", ira);
  });
  afterAll(() => engine?.close());

  test("rows, accounts, first and last day are those of the Parquet file", async () => {
    const [events] = await engine.query(
      "SELECT count(*) AS rows, count(DISTINCT event_id) AS names, count(DISTINCT account_id) AS accounts, min(occurred_at) AS first, max(occurred_at) AS last FROM events",
    );
    const [parquet] = await engine.query(
      `SELECT count(*) AS rows, count(*) AS names, count(DISTINCT author_id) AS accounts, CAST(min(publish_date) AS TIMESTAMP) AS first, CAST(max(publish_date) AS TIMESTAMP) AS last FROM read_parquet('${ira}/tweets.parquet')`,
    );
    expect(events).toEqual(parquet);
    expect(events).toMatchObject({ rows: 681406, accounts: 2087 });
    expect(await engine.query("SELECT count(*) AS rows FROM accounts")).toEqual([{ rows: 2087 }]);
  });

  test("the 1,001 tweets that repeat account, text and minute of another are kept, under names of their own", async () => {
    expect(
      await engine.query(
        `SELECT (SELECT count(*) FROM events) - (SELECT count(*) FROM (SELECT DISTINCT account_id, text, occurred_at FROM events)) AS repeated,
                (SELECT count(*) - count(DISTINCT event_id) FROM events) AS unnamed`,
      ),
    ).toEqual([{ repeated: 1001, unnamed: 0 }]);
  });

  test("each known burst of a hashtag has the posts and accounts that are on record", async () => {
    const rows = await engine.query<Record<string, unknown>>(
      `SELECT known.value AS hashtag, known.tweets_on_day AS posts, known.accounts_on_day AS accounts,
              count(DISTINCT events.event_id) AS found_posts, count(DISTINCT events.account_id) AS found_accounts
       FROM read_csv('${ira}/known_events.csv') AS known
       LEFT JOIN event_objects ON event_objects.kind = 'hashtag' AND event_objects.object_id = known.value
       LEFT JOIN events ON events.event_id = event_objects.event_id AND CAST(events.occurred_at AS DATE) = known.day
       WHERE known.signal = 'hashtag' AND (events.event_id IS NOT NULL OR event_objects.event_id IS NULL)
       GROUP BY 1, 2, 3 ORDER BY 1`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      expect(row["found_posts"], String(row["hashtag"])).toBe(row["posts"]);
      expect(row["found_accounts"], String(row["hashtag"])).toBe(row["accounts"]);
    }
    expect(rows).toContainEqual({
      hashtag: "demndebate",
      posts: 4118,
      accounts: 172,
      found_posts: 4118,
      found_accounts: 172,
    });
  });
});

describe.skipIf(!existsSync(transparency))(`the transparency example${needs(transparency)}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadExample("transparency", transparency);
  });
  afterAll(() => engine?.close());

  async function figures(series: string, metric: string, periods: readonly string[]): Promise<unknown[]> {
    const rows = await engine.query<{ value: number }>(
      `SELECT period, arg_max(value, release) AS value FROM published_metrics
       WHERE series = $1 AND metric = $2 AND period IN (${periods.map((period) => `'${period}'`).join(", ")})
       GROUP BY period ORDER BY period`,
      [series, metric],
    );
    return rows.map(({ value }) => value);
  }

  test("Meta's spam content restored without appeal rises from 20.9 to 117.3 million", async () => {
    expect(
      await figures("Meta · Facebook · Spam", "Content Restored without appeal", ["2021Q3", "2022Q2"]),
    ).toEqual([20_900_000, 117_300_000]);
  });

  test("Meta's fake accounts actioned fall from 1.3 billion to 426 million", async () => {
    expect(
      await figures("Meta · Facebook · Fake Accounts", "Content Actioned", ["2022Q4", "2023Q1"]),
    ).toEqual([1_300_000_000, 426_000_000]);
  });

  test("398 of the 2,220 cells of Meta's that stand in more than one release were restated", async () => {
    expect(
      await engine.query(
        `SELECT count(*) AS cells, count(CASE WHEN low < high THEN 1 END) AS restated
         FROM (SELECT min(value) AS low, max(value) AS high FROM published_metrics WHERE starts_with(series, 'Meta')
               GROUP BY series, period, metric HAVING count(DISTINCT release) > 1)`,
      ),
    ).toEqual([{ cells: 2220, restated: 398 }]);
  });

  test("a cell that was not reported is absent, never zero", async () => {
    const [row] = await engine.query<{ blank: number; given: number }>(
      `SELECT (SELECT count(*) FROM read_parquet('${transparency}/meta_cser.parquet') WHERE value_num IS NOT NULL) AS given,
              (SELECT count(*) FROM published_metrics WHERE starts_with(series, 'Meta')) AS kept`,
    );
    expect(row).toEqual({ given: row?.given, kept: row?.given });
  });
});
