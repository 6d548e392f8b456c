import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { publishTables } from "../../../data-loaders/publish/tables/index.js";
import type { TableManifest } from "../../../src/lib/sql/table-manifest.js";

describe("tables published for SQL", () => {
  let engine: Engine;
  let manifest: TableManifest;
  const folder = mkdtempSync(join(tmpdir(), "shrike-published-"));

  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    await engine.execute(
      `CREATE TABLE accounts AS SELECT 'a' || i AS account_id, CASE WHEN i > 1 THEN '=cmd|' || chr(8238) || 'x' END AS handle, NULL::BIGINT AS followers, i AS x_own FROM range(4) t(i);
       CREATE TABLE events AS SELECT 'e' || i AS event_id, 'a' || i % 4 AS account_id, CASE WHEN i > 9 THEN TIMESTAMP '2026-01-15' + to_minutes(i // 4) END AS occurred_at FROM range(700000) t(i);
       CREATE TABLE job_labels AS SELECT 1 AS job_id`,
    );
    manifest = await publishInto(folder);
  });
  afterAll(() => engine.close());

  const publishInto = (folder: string): Promise<TableManifest> =>
    publishTables({
      engine,
      folder: {
        sizes: new Map(),
        write: async (path, content) => writeFileSync(join(folder, path), gunzipSync(content)),
      },
      present: new Set(["accounts", "events", "job_labels"]),
      exploreTime: null,
      runId: "0123456789abcdef",
      simulated: false,
    });

  test("are the canonical ones, each with what it means and what is missing named", () => {
    expect(manifest.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ["accounts", 4],
      ["events", 700_000],
    ]);
    expect(manifest.missing).toContain("rule_hits");
    expect(manifest.missing).not.toContain("events");
    expect(manifest.version).toBe("0123456789ab");
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
      await engine.execute(`ATTACH '${join(folder, path.replace("data/", ""))}' AS "${path}" (READ_ONLY)`);
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

  test("are the same bytes whatever the database did before", async () => {
    const again = mkdtempSync(join(tmpdir(), "shrike-published-"));
    await engine.execute(
      "CREATE TEMP TABLE noise AS SELECT random() AS r, md5(CAST(random() AS VARCHAR)) AS t FROM range(500000); DROP TABLE noise",
    );
    await publishInto(again);
    for (const { files } of manifest.tables)
      for (const { path } of files) {
        const name = path.replace("data/", "");
        expect(readFileSync(join(again, name)).equals(readFileSync(join(folder, name))), name).toBe(true);
      }
  });
});
