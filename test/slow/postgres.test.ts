import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { fileFingerprints } from "../../data-loaders/pipeline/file-fingerprints.js";
import { checkSource } from "../../data-loaders/source/check-source.js";
import { loadSelect } from "../../data-loaders/source/load-select.js";
import { pipelineSource } from "../../data-loaders/source/pipeline-source.js";
import { readSource } from "../../data-loaders/source/source.js";
import { findPostgres, startPostgres, type PostgresServer } from "../support/postgres-server.js";

const binaries = findPostgres();
const now = Date.parse("2026-01-01T00:00:00Z");
const notRun =
  binaries === undefined
    ? " NOT RUN: needs initdb and postgres below /usr/lib/postgresql (apt-get install postgresql-15)"
    : "";

describe.skipIf(binaries === undefined)(`a PostgreSQL source${notRun}`, () => {
  let server: PostgresServer;
  let admin: Client;
  const folders: string[] = [];

  function sourceOf(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), "shrike-postgres-source-"));
    folders.push(folder);
    writeFileSync(
      join(folder, "source.yaml"),
      "title: Platform\npostgres: {url_env: SHRIKE_TEST_POSTGRES}\n",
    );
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  async function resultsOf(files: Record<string, string>): Promise<string[]> {
    const report = await checkSource(sourceOf(files), { now });
    return report.results.map(({ message }) => message);
  }

  beforeAll(async () => {
    server = await startPostgres(binaries!);
    process.env["SHRIKE_TEST_POSTGRES"] = server.url;
    admin = new Client({ connectionString: server.url });
    await admin.connect();
    await admin.query(`
      CREATE TABLE users (id bigint, handle text, created timestamptz, followers bigint, verified boolean, price numeric(20, 4));
      INSERT INTO users VALUES
        (9007199254740993, 'ümläut "quoted"', '2025-03-30 02:30:00.123456+02', 9223372036854775807, true, 12345678901234.5678),
        (2, NULL, NULL, NULL, NULL, NULL);
      CREATE TABLE posts AS
        SELECT n AS id, 2 AS author, timestamp '2025-06-01' + n * interval '1 second' AS at, CASE WHEN n % 3 = 0 THEN NULL ELSE n END AS views
        FROM generate_series(1, 200000) AS n;`);
  });

  afterAll(async () => {
    await admin?.end();
    await server?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    delete process.env["SHRIKE_TEST_POSTGRES"];
  });

  const accounts =
    "SELECT id::text AS account_id, handle, created AS created_at, followers, verified AS is_verified, price AS x_price, id AS x_id\nFROM users\n";
  const events =
    "SELECT id::text AS event_id, author::text AS account_id, 'post' AS event_type, at AS occurred_at, views FROM posts;\n";

  test("whole numbers of 64 bits, decimals, times to the microsecond and nulls arrive as they are", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    const source = readSource(sourceOf({ "accounts.sql": accounts }));
    await loadSelect(engine, source, source.tables[0]!);
    expect(
      await engine.query(
        "SELECT account_id, handle, created_at, CAST(followers AS VARCHAR) AS followers, is_verified, x_price, x_id FROM accounts ORDER BY account_id DESC",
      ),
    ).toEqual([
      {
        account_id: "9007199254740993",
        handle: 'ümläut "quoted"',
        created_at: "2025-03-30 00:30:00.123456",
        followers: "9223372036854775807",
        is_verified: true,
        x_price: "12345678901234.5678",
        x_id: 9007199254740993n,
      },
      {
        account_id: "2",
        handle: null,
        created_at: null,
        followers: null,
        is_verified: null,
        x_price: null,
        x_id: 2,
      },
    ]);
    await engine.close();
  });

  test("rows stream in batches inside the warehouse's transaction, and none is lost", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    const source = readSource(sourceOf({ "events.sql": events }));
    await engine.transaction(() => loadSelect(engine, source, source.tables[0]!));
    expect(
      await engine.query(
        "SELECT count(*) AS rows, count(views) AS views, max(occurred_at) AS latest FROM events",
      ),
    ).toEqual([{ rows: 200000, views: 133334, latest: "2025-06-03 07:33:20" }]);
    const { rows } = await admin.query<{ sum: string }>("SELECT sum(views)::text AS sum FROM posts");
    expect(await engine.query("SELECT CAST(sum(views) AS VARCHAR) AS sum FROM events")).toEqual(rows);
    await engine.close();
  });

  test("a sound source keeps its contract", async () => {
    const report = await checkSource(sourceOf({ "accounts.sql": accounts, "events.sql": events }), { now });
    expect(report.results).toEqual([]);
    expect(report.tables.map(({ rows }) => rows)).toEqual([2, 200000]);
  });

  test("a syntax error is shown with line, column and a caret", async () => {
    const [message] = await resultsOf({
      "accounts.sql": "SELECT id::text AS account_id,\n  handel\nFROM users\n",
    });
    expect(message).toMatch(/accounts\.sql:2:3: column "handel" does not exist\n\n {2}handel\n {2}\^$/);
  });

  test.each([
    ["DELETE FROM users RETURNING id::text AS account_id"],
    ["WITH gone AS (DELETE FROM users RETURNING id) SELECT id::text AS account_id FROM gone"],
    ["SELECT id::text AS account_id FROM users; DROP TABLE users"],
    ["SELECT id::text AS account_id FROM users) AS a; DROP TABLE users; SELECT * FROM (SELECT 1"],
    ["SELECT nextval('numbers')::text AS account_id"],
  ])("a SELECT that writes is refused: %s", async (sql) => {
    await admin.query("CREATE SEQUENCE IF NOT EXISTS numbers");
    const [message] = await resultsOf({ "accounts.sql": sql });
    expect(message).toMatch(/syntax error|data-modifying|multiple commands|read-only/);
    const { rows } = await admin.query("SELECT count(*)::int AS rows FROM users");
    expect(rows).toEqual([{ rows: 2 }]);
  });

  test("a column of the wrong type is refused before a row is read", async () => {
    const [message] = await resultsOf({
      "accounts.sql": "SELECT id::text AS account_id, verified AS created_at FROM users",
    });
    expect(message).toContain('column "created_at" of accounts is BOOLEAN, expected TIMESTAMP');
  });

  test("the fingerprint query says whether rows have changed; without one they are always read", async () => {
    const files = fileFingerprints(join(tmpdir(), "unused.json"));
    const folder = sourceOf({
      "accounts.sql": accounts,
      "events.sql": events,
      "events.fingerprint.sql": "SELECT count(*), max(at) FROM posts",
    });
    const [users, posts] = pipelineSource(readSource(folder), { files, now }).tables;
    expect(await users!.fingerprint()).toBeNull();
    const before = await posts!.fingerprint();
    expect(await posts!.fingerprint()).toBe(before);
    await admin.query("INSERT INTO posts VALUES (0, 2, '2025-07-01', 1)");
    expect(await posts!.fingerprint()).not.toBe(before);
    await admin.query("DELETE FROM posts WHERE id = 0");
  });

  test("stopping ends the query on the server too", async () => {
    const folder = sourceOf({
      "accounts.sql":
        "SELECT n::text AS account_id FROM generate_series(1, 1000000000) AS n WHERE pg_sleep(0.01) IS NOT NULL",
    });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stopped")), 700);
    await expect(checkSource(folder, { now, signal: controller.signal })).rejects.toThrow("stopped");
    const { rows } = await admin.query(
      "SELECT count(*)::int AS running FROM pg_stat_activity WHERE application_name = 'shrike' AND state = 'active'",
    );
    expect(rows).toEqual([{ running: 0 }]);
  });

  test("a connection string that is not set is named by its variable", async () => {
    const url = process.env["SHRIKE_TEST_POSTGRES"];
    delete process.env["SHRIKE_TEST_POSTGRES"];
    expect(await resultsOf({ "accounts.sql": accounts })).toEqual([
      expect.stringContaining("the environment variable SHRIKE_TEST_POSTGRES is not set"),
    ]);
    process.env["SHRIKE_TEST_POSTGRES"] = url!;
  });
});
