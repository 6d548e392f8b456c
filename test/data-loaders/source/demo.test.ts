import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { generateDemo, sizeOfDemo } from "../../../data-loaders/source/demo/generate.js";

const size = { accounts: 12_000, days: 120, seed: 3 };
const root = mkdtempSync(join(tmpdir(), "shrike-demo-test-"));
const generate = (name: string, part: Partial<typeof size> = {}): Promise<Record<string, number>> =>
  generateDemo({ ...size, ...part, out: join(root, name), reporter: silentReporter });

function digests(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".parquet"))
      .sort()
      .map((file) => [
        file,
        createHash("sha256")
          .update(readFileSync(join(root, folder, file)))
          .digest("hex"),
      ]),
  );
}

describe("the simulated platform", () => {
  let rows: Record<string, number>;
  let engine: Engine;
  const one = async <Row>(sql: string): Promise<Row> => {
    const [row] = await engine.query<Row>(
      sql.replace(/\{(truth\/)?(\w+)\}/g, (_, truth: string | undefined, table: string) => {
        const folder = truth === undefined ? "first" : "first-truth";
        return `read_parquet('${join(root, folder, `${table}.parquet`)}')`;
      }),
    );
    if (row === undefined) throw new Error(`no row: ${sql}`);
    return row;
  };

  beforeAll(async () => {
    rows = await generate("first");
    engine = await openDuckDB({ path: ":memory:" });
  }, 120_000);
  afterAll(async () => {
    await engine.close();
    rmSync(root, { recursive: true, force: true });
  });

  test("is the same, byte for byte, from the same seed", async () => {
    await generate("second");
    expect(digests("second")).toEqual(digests("first"));
    expect(digests("second-truth")).toEqual(digests("first-truth"));
  }, 120_000);

  test("is another one from another seed", async () => {
    await generate("other", { seed: 4 });
    const [first, other] = [digests("first"), digests("other")];
    for (const table of ["accounts", "events", "sessions", "actions", "review_decisions"])
      expect(other[`${table}.parquet`], table).not.toBe(first[`${table}.parquet`]);
  }, 120_000);

  test("remembers its size, and says how many rows it wrote", async () => {
    expect(sizeOfDemo(join(root, "first"))).toEqual(size);
    expect(rows["accounts"]).toBe(size.accounts);
    const { n } = await one<{ n: number }>("SELECT count(*) AS n FROM {events}");
    expect(rows["events"]).toBe(n);
  });

  test("has a few accounts that make much of what is posted", async () => {
    const { share } = await one<{ share: number }>(
      `WITH each AS (SELECT account_id, count(*) AS n, row_number() OVER (ORDER BY count(*) DESC) AS place FROM {events} GROUP BY 1)
       SELECT sum(CASE WHEN place <= ${size.accounts / 100} THEN n END) / sum(n) AS share FROM each`,
    );
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.7);
  });

  test("has hours and days of the week", async () => {
    const { hours, weekend } = await one<{ hours: number; weekend: number }>(
      `WITH h AS (SELECT hour(occurred_at) AS hour, count(*) AS n FROM {events} GROUP BY 1),
         d AS (SELECT isodow(occurred_at) >= 6 AS weekend, count(*) / count(DISTINCT CAST(occurred_at AS DATE)) AS n
               FROM {events} WHERE event_id NOT IN (SELECT event_id FROM {truth/events}) GROUP BY 1)
       SELECT (SELECT max(n) / min(n) FROM h) AS hours,
         (SELECT max(CASE WHEN weekend THEN n END) / max(CASE WHEN NOT weekend THEN n END) FROM d) AS weekend`,
    );
    expect(hours).toBeGreaterThan(1.3);
    expect(weekend).toBeGreaterThan(1.1);
    expect(weekend).toBeLessThan(1.5);
  });

  test("is of many countries and languages", async () => {
    const { countries, languages } = await one<{ countries: number; languages: number }>(
      "SELECT count(DISTINCT country) AS countries, count(DISTINCT lang) AS languages FROM {accounts}",
    );
    expect(countries).toBe(60);
    expect(languages).toBeGreaterThan(10);
  });

  test("holds texts that attack whoever shows them", async () => {
    const { longest, ...found } = await one<Record<string, number>>(
      `SELECT max(length(handle)) AS longest,
         count(CASE WHEN display_name LIKE '<img%' THEN 1 END) AS markup,
         count(CASE WHEN display_name LIKE '=%' THEN 1 END) AS formula,
         count(CASE WHEN display_name LIKE '%' || chr(8238) || '%' THEN 1 END) AS bidi,
         count(CASE WHEN display_name LIKE '%' || chr(789) || '%' THEN 1 END) AS zalgo
       FROM {accounts}`,
    );
    expect(longest).toBe(10_000);
    for (const [kind, count] of Object.entries(found)) expect(count, kind).toBeGreaterThan(0);
  });

  test("tells nothing of what was planted: that stands beside it, for tests", async () => {
    const columns = await engine.query<{ file: string; name: string }>(
      `SELECT file_name AS file, name FROM parquet_schema('${join(root, "first", "*.parquet")}')`,
    );
    expect(columns.length).toBeGreaterThan(100);
    expect(
      columns.filter(({ name }) =>
        /spam|campaign|truth|violating|sensitivity|specificity|habit|role/.test(name),
      ),
    ).toEqual([]);
    expect(readdirSync(join(root, "first-truth")).sort()).toEqual([
      "accounts.parquet",
      "campaigns.parquet",
      "events.parquet",
      "hits.parquet",
      "reviewers.parquet",
    ]);
  });

  test("has rules that are mostly right, and some that are not", async () => {
    const { live, worst, best } = await one<{ live: number; worst: number; best: number }>(
      `WITH each AS (
         SELECT rule_id, environment, count(*) AS n, avg(CASE WHEN is_violating THEN 1 ELSE 0 END) AS precision
         FROM {rule_hits} JOIN {truth/hits} USING (hit_id) GROUP BY ALL HAVING count(*) >= 20)
       SELECT (SELECT sum(n * precision) / sum(n) FROM each WHERE environment = 'live') AS live,
         (SELECT min(precision) FROM each) AS worst, (SELECT max(precision) FROM each) AS best`,
    );
    expect(live).toBeGreaterThan(0.6);
    expect(live).toBeLessThan(0.98);
    expect(worst).toBeLessThan(0.6);
    expect(best).toBeGreaterThan(0.95);
  });

  test("has reviewers who err, as their sensitivity and specificity say", async () => {
    const { reviewers, least, most, wrong } = await one<Record<string, number>>(
      `SELECT (SELECT count(*) FROM {truth/reviewers}) AS reviewers,
         (SELECT least(min(sensitivity), min(specificity)) FROM {truth/reviewers}) AS least,
         (SELECT greatest(max(sensitivity), max(specificity)) FROM {truth/reviewers}) AS most,
         avg(CASE WHEN (d.label = 'true_positive') <> t.is_violating THEN 1 ELSE 0 END) AS wrong
       FROM {review_decisions} d JOIN {review_jobs} j USING (job_id) JOIN {truth/hits} t USING (hit_id)
       WHERE d.label IN ('true_positive', 'false_positive')`,
    );
    expect(reviewers).toBe(25);
    expect(least).toBeGreaterThanOrEqual(0.85);
    expect(most).toBeLessThanOrEqual(0.99);
    expect(wrong).toBeGreaterThan(0.01);
    expect(wrong).toBeLessThan(0.15);
  });
});
