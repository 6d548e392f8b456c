import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { writeReviewQueues } from "../../../../data-loaders/rules/review/queue.js";

const root = mkdtempSync(join(tmpdir(), "shrike-queue-"));
const asOf = "2026-03-20T00:00:00Z";
let engine: Engine;

beforeEach(async () => {
  engine = await openDuckDB({ path: ":memory:", threads: 1 });
  await engine.execute(`
    CREATE TABLE events AS SELECT 'a' || i AS account_id, TIMESTAMP '2026-03-10 00:00:00' AS occurred_at FROM range(3000) t(i);
    CREATE TABLE hit_facts AS
      SELECT 'wide' AS rule, 1 AS version, 'a' || i AS account_id, TIMESTAMP '2026-03-12 00:00:00' AS hit_at FROM range(600) t(i)
      UNION ALL SELECT 'narrow', 1, 'a' || i, TIMESTAMP '2026-03-11 00:00:00' FROM range(580, 620) t(i)
      UNION ALL SELECT 'wide', 1, 'a' || i, TIMESTAMP '2026-02-25 00:00:00' FROM range(100) t(i)
      UNION ALL SELECT 'old', 1, 'a' || i, TIMESTAMP '2026-01-12 00:00:00' FROM range(50) t(i);
    CREATE TABLE review_jobs AS
      SELECT 'j' || i AS job_id, 'a' || i AS account_id, CAST(NULL AS VARCHAR) AS event_id, 'h' || i AS hit_id, CAST(NULL AS VARCHAR) AS run_id,
        'stratified' AS sample_design, TIMESTAMP '2026-03-15 00:00:00' AS enqueued_at FROM range(30) t(i);
    CREATE TABLE review_decisions AS
      SELECT 'j' || i AS job_id, CASE WHEN i < 6 THEN 'false_positive' ELSE 'true_positive' END AS label, 60 AS handle_seconds FROM range(30) t(i)
      UNION ALL SELECT 'j0', 'false_positive', 60;
    CREATE TABLE rule_draws AS
      SELECT 'j' || i AS job_id, 'wide' AS rule, DATE '2026-03-01' AS day, 'wide:2026-03' AS stratum,
        CASE WHEN i < 6 THEN 'false_positive' ELSE 'true_positive' END AS label FROM range(30) t(i)`);
});
afterEach(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

function write(out: string, more: { runId?: string; hours?: number } = {}) {
  return writeReviewQueues(engine, { hours: 4, runId: "week-1", asOf, ...more, out: join(root, out) });
}

interface Job {
  job_id: string;
  account_id: string;
  queue: string;
  stratum: string;
  inclusion_prob: number;
  x_rule_ids: string;
  x_risk_score: number | null;
}

function jobs(out: string): Promise<Job[]> {
  return engine.query<Job>(
    `SELECT * FROM read_parquet('${join(root, out, "review_jobs.parquet")}') ORDER BY job_id`,
  );
}

function number(runId: string, account: string): number {
  const hash = createHash("md5").update(`${runId}:${account}`).digest("hex");
  return Number(BigInt(`0x${hash.slice(0, 15)}`)) / 2 ** 60;
}

describe("the review queues of a run", () => {
  test("hold about as many accounts as there is time for, each once", async () => {
    const { reviews, secondLooks, expected } = await write("a");
    expect(reviews).toBe(240);
    expect(expected).toBeGreaterThan((reviews - secondLooks) * 0.97);
    expect(expected).toBeLessThanOrEqual(reviews - secondLooks);
    const drawn = await jobs("a");
    expect(Math.abs(drawn.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(new Set(drawn.map(({ account_id }) => account_id)).size).toBe(drawn.length);
  });

  test("draw an account if its number lies under the largest of its chances, and write that chance", async () => {
    const { strata } = await write("a");
    const chances = new Map(strata.map(({ stratum, chance }) => [stratum, chance]));
    const drawn = new Map((await jobs("a")).map((job) => [job.account_id, job]));
    for (const { account_id, inclusion_prob } of drawn.values())
      expect(number("week-1", account_id)).toBeLessThan(inclusion_prob);
    const hit = Array.from({ length: 570 }, (_, index) => index + 30).map((index) => ({
      account: `a${index}`,
      chance: Math.max(
        chances.get("wide:2026-03")!,
        index < 100 ? chances.get("wide:2026-02")! : 0,
        index >= 580 ? chances.get("narrow:2026-03")! : 0,
      ),
    }));
    for (const { account, chance } of hit) {
      const job = drawn.get(account);
      expect(job !== undefined || number("week-1", account) >= chance, account).toBe(true);
      expect(
        job?.queue === "certainty" ? 1 : (job?.inclusion_prob ?? chance),
        account,
      ).toBeGreaterThanOrEqual(chance);
    }
  });

  test("leave out hits before the last 28 days, and accounts that a draw tells of already for that rule", async () => {
    const { strata } = await write("a");
    expect(strata.map(({ stratum, frame, open, labels }) => ({ stratum, frame, open, labels }))).toEqual([
      { stratum: "narrow:2026-03", frame: 40, open: 40, labels: 0 },
      { stratum: "wide:2026-02", frame: 100, open: 100, labels: 0 },
      { stratum: "wide:2026-03", frame: 600, open: 570, labels: 30 },
    ]);
  });

  test("take the accounts that most rules hit for certain, and say which rules", async () => {
    await write("a");
    const certain = (await jobs("a")).filter(({ queue }) => queue === "certainty");
    expect(certain.length).toBeGreaterThan(10);
    expect(certain.every(({ inclusion_prob }) => inclusion_prob === 1)).toBe(true);
    expect(certain.some(({ x_rule_ids }) => x_rule_ids === "narrow,wide")).toBe(true);
  });

  test("take the accounts of highest risk for certain where there is a risk model, and say the score of each", async () => {
    await engine.execute(`CREATE TABLE account_risk AS
      SELECT 'a' || i AS account_id, 'v1' AS model_version, i / 5000.0::DOUBLE AS score, '[]' AS contributions FROM range(100, 3000) t(i)`);
    await write("a");
    const drawn = await jobs("a");
    const certain = drawn.filter(({ queue }) => queue === "certainty");
    const hit = Array.from({ length: certain.length }, (_, place) => 619 - place);
    expect(certain.length).toBeGreaterThan(10);
    expect(new Set(certain.map(({ account_id }) => account_id))).toEqual(
      new Set(hit.map((account) => `a${account}`)),
    );
    for (const { account_id, x_risk_score } of drawn) {
      const account = Number(account_id.slice(1));
      expect(x_risk_score).toBe(account < 100 ? null : account / 5000);
    }
    const rows = readFileSync(join(root, "a", "certainty.csv"), "utf8").split("\r\n");
    expect(rows[0]).toMatch(/,x_rule_ids,x_risk_score$/);
    expect(rows[1]).toMatch(/,a619,.*,0\.1238$/);
  });

  test("put before a second reviewer what one called a false positive, and not what two decided", async () => {
    const { secondLooks } = await write("a");
    const csv = readFileSync(join(root, "a", "second_look.csv"), "utf8");
    for (const job of ["j1", "j2", "j3", "j4", "j5"]) expect(csv).toContain(`\r\n${job},`);
    expect(csv).not.toContain("\r\nj0,");
    expect(csv).not.toContain("positive");
    expect(secondLooks).toBeGreaterThanOrEqual(5);
    expect(secondLooks).toBeLessThan(12);
  });

  test("of one run are the same bytes whenever they are written, of another run other accounts", async () => {
    await write("a");
    await write("b");
    const files = readdirSync(join(root, "a")).sort();
    expect(files).toEqual(
      ["baseline", "certainty", "review_frames", "review_jobs", "rule_quality", "second_look"].flatMap(
        (name) => [`${name}.csv`, `${name}.parquet`],
      ),
    );
    for (const file of files)
      expect(readFileSync(join(root, "a", file)).equals(readFileSync(join(root, "b", file))), file).toBe(
        true,
      );
    await write("c", { runId: "week-2" });
    const [one, other] = [await jobs("a"), await jobs("c")];
    const accounts = new Set(one.map(({ account_id }) => account_id));
    const both = other.filter(({ account_id }) => accounts.has(account_id)).length;
    expect(both).toBeLessThan(other.length * 0.7);
  });

  test("make account ids harmless to spreadsheets in CSV, and leave them as they are in Parquet", async () => {
    await engine.execute(
      "UPDATE hit_facts SET account_id = '=HYPERLINK(\"http://x\")' WHERE account_id = 'a610'; UPDATE hit_facts SET account_id = 'o''brien' WHERE account_id = 'a611'",
    );
    await write("a", { hours: 40 });
    expect((await jobs("a")).map(({ account_id }) => account_id)).toEqual(
      expect.arrayContaining(['=HYPERLINK("http://x")', "o'brien"]),
    );
    expect(readFileSync(join(root, "a", "review_jobs.csv"), "utf8")).toContain(
      `,"'=HYPERLINK(""http://x"")",`,
    );
  });

  test("with time left after all hits go to active accounts at random, up to all of them", async () => {
    const { expected } = await write("a", { hours: 20 });
    const drawn = await jobs("a");
    expect(expected).toBeGreaterThan(1100);
    expect(drawn.filter(({ queue }) => queue === "baseline").length).toBeGreaterThan(500);
    await write("b", { hours: 400 });
    expect((await jobs("b")).length).toBe(3000);
  });

  test("name what is missing: time for one review, the time that one takes, any hit", async () => {
    await expect(write("a", { hours: 0.01 })).rejects.toThrow(/--hours 0\.01: a review takes 60 seconds/);
    await engine.execute("UPDATE review_decisions SET handle_seconds = NULL");
    await expect(write("a")).rejects.toThrow(/give --handle-seconds/);
    await engine.execute("DROP TABLE hit_facts; UPDATE review_decisions SET handle_seconds = 60");
    await expect(write("a")).rejects.toThrow(/drawn from hits, of which this source has none/);
  });
});
