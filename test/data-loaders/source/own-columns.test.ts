import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { loadSelect } from "../../../data-loaders/source/load-select.js";
import { loadedOwnColumns } from "../../../data-loaders/features/own-columns.js";
import { ownColumns } from "../../../data-loaders/source/own-columns.js";
import { readSource } from "../../../data-loaders/source/source.js";

const folder = mkdtempSync(join(tmpdir(), "shrike-own-"));
const rule = join(folder, "rules", "one.yaml");
const expected = {
  accounts: { x_tier: "text", x_trusted: "boolean", x_score: "number" },
  events: { x_bytes: "number" },
};

describe("columns of a source's own", () => {
  beforeAll(() => {
    mkdirSync(join(folder, "rules"));
    writeFileSync(join(folder, "source.yaml"), "title: Own columns\n");
    writeFileSync(
      join(folder, "accounts.sql"),
      "SELECT 'a' AS account_id, 'free' AS x_tier, TRUE AS x_trusted, 0.25 AS x_score, DATE '2026-01-03' AS x_day",
    );
    writeFileSync(
      join(folder, "events.sql"),
      "SELECT 'e' AS event_id, 'a' AS account_id, 'post' AS event_type, TIMESTAMP '2026-01-03 00:00:00' AS occurred_at, 7 AS x_bytes",
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("are found with their types where a rule names one; those of types that no condition knows are left out", async () => {
    writeFileSync(rule, "when: x_tier = 'free'\n");
    expect(await ownColumns(readSource(folder))).toEqual(expected);
  });

  test("are not looked for where no rule names one", async () => {
    writeFileSync(rule, "when: links_24h > 3\n");
    expect(await ownColumns(readSource(folder))).toEqual({});
  });

  test("are the same in the database that the source was loaded into", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    const source = readSource(folder);
    for (const select of source.tables) await loadSelect(engine, source, select);
    expect(await loadedOwnColumns(engine)).toEqual(expected);
    await engine.close();
  });
});
