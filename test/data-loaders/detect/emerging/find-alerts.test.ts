import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAlerts } from "../../../../data-loaders/detect/emerging/find-alerts.js";
import { lastDay } from "../../../../data-loaders/detect/emerging/read-series.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";

let engine: Engine;
beforeEach(async () => {
  engine = await openDuckDB({ path: ":memory:" });
});
afterEach(() => engine.close());

/** Events of accounts 0 to `accounts` − 1 on each of so many days, at an hour of the day. */
async function events(days: number, accounts: string, time = "INTERVAL 9 HOUR"): Promise<void> {
  await engine.execute(`
    CREATE TABLE events AS
    SELECT 'e' || d || '-' || a AS event_id, 'a' || a AS account_id, 'post' AS event_type,
      TIMESTAMP '2026-01-01 00:00:00' + to_days(CAST(d AS INTEGER)) + ${time} AS occurred_at, CAST(NULL AS VARCHAR) AS surface
    FROM range(${days}) AS days (d), range(${accounts}) AS accounts (a)`);
}

describe("findAlerts", () => {
  test("is null where nothing has a time", async () => {
    await engine.execute("CREATE TABLE accounts AS SELECT 'a' AS account_id");
    expect(await findAlerts(engine)).toBeNull();
  });

  test("finds nothing in events without objects, text or signups", async () => {
    await events(60, "20");
    const found = await findAlerts(engine);
    expect(found?.alerts).toEqual([]);
    expect(found?.series.entities).toEqual([]);
  });

  test("finds nothing that one account did alone, however often", async () => {
    await events(60, "1");
    await engine.execute(
      "CREATE TABLE event_objects AS SELECT event_id, 'hashtag' AS kind, 'alone' AS object_id FROM events",
    );
    expect((await findAlerts(engine))?.alerts).toEqual([]);
  });

  test("raises a hashtag that forty accounts share for the first time, at one second or over the day", async () => {
    await events(60, "40");
    await engine.execute(`
      CREATE TABLE event_objects AS
      SELECT event_id, 'hashtag' AS kind, '=cmd<script>' AS object_id FROM events WHERE CAST(occurred_at AS DATE) = DATE '2026-02-20'`);
    const found = await findAlerts(engine);
    expect(found?.alerts).toMatchObject([
      { kind: "hashtag", entity: "=cmd<script>", day: "2026-02-20", observed: 40, detector: "novelty" },
    ]);
  });

  test("leaves out clocks that run years ahead or behind, and counts them", async () => {
    await events(60, "10");
    await engine.execute(`
      INSERT INTO events VALUES ('late', 'a1', 'post', TIMESTAMP '2199-01-01 00:00:00', NULL), ('early', 'a2', 'post', TIMESTAMP '1970-01-01 00:00:00', NULL)`);
    const found = await findAlerts(engine);
    expect(found?.straying).toBe(2);
    expect(found?.series).toMatchObject({ first: "2026-01-01", days: 60 });
    expect(await lastDay(engine)).toBe("2026-03-01");
  });

  test("reads nothing that is later than the day it is asked for", async () => {
    await events(60, "10");
    const found = await findAlerts(engine, "2026-01-20");
    expect(found?.series.days).toBe(20);
  });
});
