import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { buildFeatures } from "../../../data-loaders/features/build-features.js";
import { accountFeatures } from "../../../data-loaders/features/registry.js";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { generateDemo } from "../../../data-loaders/source/demo/generate.js";

const folder = mkdtempSync(join(tmpdir(), "shrike-features-"));
const tables = ["accounts", "sessions", "events", "event_objects", "reports"] as const;
const times = { sessions: "started_at", events: "occurred_at", reports: "reported_at" };

describe("account features", () => {
  let engine: Engine;
  const load = async (): Promise<void> => {
    for (const table of tables)
      await engine.execute(
        `CREATE OR REPLACE TABLE ${table} AS SELECT *${table === "accounts" ? ", CAST(NULL AS BIGINT) AS posts" : ""} FROM read_parquet('${join(folder, "data", `${table}.parquet`)}')`,
      );
  };

  beforeAll(async () => {
    await generateDemo({
      accounts: 2_500,
      days: 45,
      seed: 11,
      out: join(folder, "data"),
      reporter: silentReporter,
    });
    engine = await openDuckDB({ path: ":memory:" });
    await load();
    await buildFeatures(engine);
    await engine.execute("CREATE TABLE complete AS FROM account_features");
  }, 120_000);
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("are those that the registry names, of the types that it names", async () => {
    const columns = await engine.query<{ column_name: string; column_type: string }>("DESCRIBE complete");
    const typeOf = (type: string): string =>
      type === "BOOLEAN" ? "boolean" : type === "VARCHAR" ? "text" : "number";
    expect(
      Object.fromEntries(
        columns
          .filter(({ column_name }) => !["account_id", "hour"].includes(column_name))
          .map(({ column_name, column_type }) => [column_name, typeOf(column_type)]),
      ),
    ).toEqual(Object.fromEntries(Object.entries(accountFeatures).map(([name, { type }]) => [name, type])));
  });

  test("know a row for each account and hour with an event, and no other", async () => {
    const [row] = await engine.query<{ rows: number; hours: number }>(
      `SELECT (SELECT count(*) FROM complete) AS rows,
         (SELECT count(*) FROM (SELECT DISTINCT account_id, date_trunc('hour', occurred_at) FROM events)) AS hours`,
    );
    expect(row!.rows).toBe(row!.hours);
    expect(row!.rows).toBeGreaterThan(1_000);
  });

  test.each(["2026-01-12 07:00:00", "2026-01-25 18:00:00", "2026-02-10 00:00:00"])(
    "of hours until %s are the same with all that happened later cut away",
    async (cut) => {
      await load();
      for (const [table, time] of Object.entries(times))
        await engine.execute(`DELETE FROM ${table} WHERE ${time} >= TIMESTAMP '${cut}'`);
      await engine.execute("DELETE FROM event_objects WHERE event_id NOT IN (SELECT event_id FROM events)");
      await buildFeatures(engine);
      const before = `SELECT * FROM complete WHERE hour + INTERVAL 1 HOUR <= TIMESTAMP '${cut}'`;
      const [row] = await engine.query<{ rows: number; differ: number }>(
        `SELECT (SELECT count(*) FROM account_features) AS rows,
           (SELECT count(*) FROM ((${before}) EXCEPT ALL (FROM account_features))) +
           (SELECT count(*) FROM ((FROM account_features) EXCEPT ALL (${before}))) AS differ`,
      );
      expect(row!.rows).toBeGreaterThan(100);
      expect(row!.differ).toBe(0);
    },
  );

  test("count in their windows what a recount finds", async () => {
    await load();
    const recount = (event: string, hours: number): string =>
      `(SELECT count(*) FROM events e WHERE e.account_id = f.account_id AND e.event_type = '${event}'
          AND e.occurred_at < f.hour + INTERVAL 1 HOUR AND e.occurred_at >= f.hour - INTERVAL ${hours - 1} HOUR)`;
    const [row] = await engine.query<{ rows: number; wrong: number; busy: number }>(
      `SELECT count(*) AS rows,
         count(CASE WHEN posts_1h <> ${recount("post", 1)} OR posts_24h <> ${recount("post", 24)}
           OR likes_24h <> ${recount("like", 24)} OR follows_7d <> ${recount("follow", 168)}
           OR posts_28d <> ${recount("post", 672)} THEN 1 END) AS wrong,
         count(CASE WHEN posts_24h > posts_1h AND follows_7d > follows_24h THEN 1 END) AS busy
       FROM (SELECT * FROM complete ORDER BY md5(account_id || CAST(hour AS VARCHAR)) LIMIT 4000) f`,
    );
    expect(row).toEqual({ rows: 4_000, wrong: 0, busy: expect.any(Number) });
    expect(row!.busy).toBeGreaterThan(10);
  });

  test("count signups of an IP prefix over the 30 days until the account's own, itself included", async () => {
    for (const table of tables) await engine.execute(`DELETE FROM ${table}`);
    const signups = [
      ["a1", "2026-01-01 00:00:00"],
      ["a2", "2026-01-15 00:00:00"],
      ["a3", "2026-01-30 23:59:59"],
      ["a4", "2026-02-20 00:00:00"],
    ] as const;
    for (const [account, at] of signups) {
      await engine.execute(
        `INSERT INTO accounts BY NAME SELECT '${account}' AS account_id, '${account}' AS handle, TIMESTAMP '${at}' AS created_at`,
      );
      await engine.execute(
        `INSERT INTO sessions BY NAME SELECT 's${account}' AS session_id, '${account}' AS account_id, 'signup' AS kind,
           TIMESTAMP '${at}' AS started_at, 'prefix' AS ip_prefix_h, '${account}' AS device_h`,
      );
      await engine.execute(
        `INSERT INTO events BY NAME SELECT 'e${account}' AS event_id, '${account}' AS account_id, 'post' AS event_type, TIMESTAMP '${at}' AS occurred_at`,
      );
    }
    await buildFeatures(engine);
    const rows = await engine.query<{ account_id: string; signups_on_prefix: number }>(
      "SELECT account_id, signups_on_prefix FROM account_features ORDER BY account_id",
    );
    expect(rows.map(({ signups_on_prefix }) => signups_on_prefix)).toEqual([1, 2, 3, 2]);
  });
});
