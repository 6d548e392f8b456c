import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { planTables } from "../../../data-loaders/publish/tables/plan-tables.js";
import { writeTables } from "../../../data-loaders/publish/tables/write-tables.js";
import type { TableManifest } from "../../../src/lib/sql/table-manifest.js";

const folder = mkdtempSync(join(tmpdir(), "shrike-published-"));
const warehouse = join(folder, "warehouse.duckdb");

/** Writes the tables into a folder of artifacts, keeping them in another, and says whether any had to be written. */
async function write(
  manifest: TableManifest,
  {
    artifacts,
    kept,
    exploreSelect = null,
  }: { artifacts: string; kept: string; exploreSelect?: string | null },
): Promise<boolean> {
  let skipped = false;
  mkdirSync(join(folder, artifacts));
  await writeTables({
    warehouse,
    tables: manifest.tables,
    made: exploreSelect === null ? [] : [{ name: "explore_rows", select: exploreSelect }],
    runId: "0123456789abcdef",
    kept: join(folder, kept),
    artifacts: join(folder, artifacts),
    reporter: {
      ...silentReporter,
      task: (title) => ({ ...silentReporter.task(title), skipped: () => (skipped = true) }),
    },
  });
  return !skipped;
}

describe("tables published for SQL", () => {
  let engine: Engine;
  let manifest: TableManifest;

  beforeAll(async () => {
    const made = await openDuckDB({ path: warehouse });
    await made.execute(
      `CREATE TABLE accounts AS SELECT 'a' || i AS account_id, CASE WHEN i > 1 THEN '=cmd|' || chr(8238) || 'x' END AS handle, NULL::BIGINT AS followers, i AS x_own FROM range(4) t(i);
       CREATE TABLE events AS SELECT 'e' || i AS event_id, 'a' || i % 4 AS account_id, CASE WHEN i > 9 THEN TIMESTAMP '2026-01-15' + to_minutes(i // 4) END AS occurred_at, CASE WHEN hash(i) % 3 > 0 THEN CAST(hash(i) % 1000 AS BIGINT) END AS views FROM range(700000) t(i);
       CREATE TABLE rule_state_changes AS SELECT 'r' || i % 3 AS rule_id, 'enforce' AS state FROM range(9) t(i);
       CREATE TABLE job_labels AS SELECT 1 AS job_id`,
    );
    await made.close();
    engine = await openDuckDB({ path: warehouse, readOnly: true });
    manifest = await planTables({
      engine,
      present: new Set(["accounts", "events", "rule_state_changes", "job_labels"]),
      exploreTime: null,
      runId: "0123456789abcdef",
      simulated: false,
    });
    await write(manifest, { artifacts: "first", kept: "kept" });
    for (const file of readdirSync(join(folder, "first")))
      writeFileSync(
        join(folder, file.replace(".bin", ".duckdb")),
        gunzipSync(readFileSync(join(folder, "first", file))),
      );
  });
  afterAll(() => engine.close());

  test("are the canonical ones, each with what it means and what is missing named", () => {
    expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ["accounts", 4],
      ["events", 700_000],
      ["rule_state_changes", 9],
    ]);
    expect(manifest.missing).toContain("rule_hits");
    expect(manifest.missing).not.toContain("events");
    expect(manifest.version).toBe("0123456789ab");
  });

  test("too large for a browser are left out, and said to be", async () => {
    const { tables, tooLarge, missing } = await planTables({
      engine,
      present: new Set(["accounts", "events"]),
      exploreTime: null,
      runId: "0",
      simulated: false,
      mostRows: 1000,
    });
    expect(tables.map(({ name }) => name)).toEqual(["accounts"]);
    expect(tooLarge).toEqual([{ name: "events", rows: 700_000 }]);
    expect(missing).not.toContain("events");
  });

  test("hold the rows of the warehouse, a large one by months, those without a time apart", async () => {
    const { files, time } = manifest.tables[1]!;
    expect(time).toBe("occurred_at");
    expect(files.map(({ span }) => span)).toEqual([
      { from: "2026-01-01", to: "2026-03-31" },
      { from: "2026-04-01", to: "2026-05-31" },
      null,
    ]);
    for (const { path } of files)
      await engine.execute(
        `ATTACH '${join(folder, basename(path, ".bin"))}.duckdb' AS "${path}" (READ_ONLY)`,
      );
    const all = files.map(({ path }) => `SELECT * FROM "${path}".events`).join(" UNION ALL ");
    expect(await engine.query(`(${all}) EXCEPT ALL FROM events`)).toEqual([]);
    expect(await engine.query(`FROM events EXCEPT ALL (${all})`)).toEqual([]);
    for (const { path, rows } of files)
      expect(await engine.query(`SELECT count(*) AS n FROM "${path}".events`)).toEqual([{ n: rows }]);
  });

  test("say of each column what it means, what it holds and what is not recorded, safe to look at", () => {
    const columns = Object.fromEntries(manifest.tables[0]!.columns.map((column) => [column.name, column]));
    expect(columns["handle"]).toMatchObject({
      type: "VARCHAR",
      missing: 2,
      distinct: 1,
      least: "=cmd|\ufffdx",
    });
    expect(columns["followers"]).toMatchObject({ missing: 4, least: null, greatest: null });
    expect(columns["x_own"]).toMatchObject({ about: null, least: "0", greatest: "3" });
    expect(columns["account_id"]!.about).toBeTruthy();
  });

  test("are the same bytes whenever they are written", async () => {
    expect(await write(manifest, { artifacts: "second", kept: "kept-elsewhere" })).toBe(true);
    const files = readdirSync(join(folder, "first"));
    expect(readdirSync(join(folder, "second"))).toEqual(files);
    for (const file of files)
      expect(
        readFileSync(join(folder, "second", file)).equals(readFileSync(join(folder, "first", file))),
        file,
      ).toBe(true);
  });

  test("are taken from the build before where they hold the same, and written where they do not", async () => {
    expect(await write(manifest, { artifacts: "again", kept: "kept" })).toBe(false);
    expect(readdirSync(join(folder, "again"))).toEqual(readdirSync(join(folder, "first")));
    expect(statSync(join(folder, "again", "table-accounts.bin")).size).toBeGreaterThan(0);
    const fewer = { ...manifest, tables: manifest.tables.slice(0, 1) };
    expect(await write(fewer, { artifacts: "fewer", kept: "kept" })).toBe(true);
    expect(readdirSync(join(folder, "fewer"))).toEqual(["table-accounts.bin"]);
  });

  test("hold the rows that Explore counts, in order of their time", async () => {
    const select =
      "SELECT event_id, occurred_at, account_id FROM events WHERE occurred_at IS NOT NULL AND event_id < 'e3'";
    const scratch = await openDuckDB({ path: warehouse, readOnly: true });
    await scratch.execute(`CREATE TEMP TABLE explore_rows AS ${select}`);
    const { tables } = await planTables({
      engine: scratch,
      present: new Set(),
      exploreTime: "occurred_at",
      runId: "0",
      simulated: false,
    });
    await write(
      { ...manifest, tables },
      { artifacts: "explore", kept: "kept-explore", exploreSelect: select },
    );
    const file = join(folder, "explore.duckdb");
    writeFileSync(file, gunzipSync(readFileSync(join(folder, "explore", "table-explore_rows.bin"))));
    await scratch.execute(`ATTACH '${file}' AS written (READ_ONLY)`);
    const rows = (order: string) =>
      scratch.query(`SELECT event_id FROM written.explore_rows ORDER BY ${order} LIMIT 1000`);
    expect(await rows("rowid")).toEqual(await rows("occurred_at, event_id"));
    await scratch.close();
  });

  test("that cannot be written are said to be, and those of before stay", async () => {
    const broken = { ...manifest, tables: [{ ...manifest.tables[0]!, name: "nowhere" }] };
    await expect(write(broken, { artifacts: "broken", kept: "kept-elsewhere" })).rejects.toThrow(
      /^tables for SQL could not be written: .*nowhere does not exist/,
    );
    expect(existsSync(join(folder, "kept-elsewhere", "table-events-2026-01.bin"))).toBe(true);
  });
});
