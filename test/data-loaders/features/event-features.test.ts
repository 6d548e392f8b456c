import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { notPortable } from "../../../data-loaders/engine/portable.js";
import { withFeatures } from "../../../data-loaders/features/build-features.js";
import { accountFeatures, eventFeatures, featureTypes } from "../../../data-loaders/features/registry.js";
import { emptyWarehouse, insert } from "../publish/support/warehouse.js";
import { fill, platform, tables, timeText, type Platform } from "./support/platform.js";

type Row = Record<string, number | string | boolean | null> & { occurred_at: string };

describe("features of events", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await emptyWarehouse(tables);
  });
  afterAll(() => engine.close());

  async function built(events = Object.keys(eventFeatures)): Promise<Row[]> {
    return withFeatures(
      engine,
      ({ events: select }) => {
        expect(notPortable(select!)).toEqual([]);
        return engine.query<Row>(`SELECT * FROM (${select}) AS f ORDER BY account_id, event_id`);
      },
      { accounts: [], events },
    );
  }

  async function build(random: Platform): Promise<Row[]> {
    await fill(engine, random);
    return built();
  }

  test("are those that the registry names, of the types that it names", async () => {
    const columns = await withFeatures(
      engine,
      ({ events }) =>
        engine.query<{ column_name: string; column_type: string }>(`DESCRIBE SELECT * FROM (${events}) AS f`),
      { events: Object.keys(eventFeatures) },
    );
    const typeOf = (type: string): string =>
      type === "BOOLEAN" ? "boolean" : type === "VARCHAR" ? "text" : "number";
    expect(columns.slice(0, 3).map(({ column_name }) => column_name)).toEqual([
      "event_id",
      "account_id",
      "occurred_at",
    ]);
    expect(
      Object.fromEntries(
        columns.slice(3).map(({ column_name, column_type }) => [column_name, typeOf(column_type)]),
      ),
    ).toEqual(Object.fromEntries(Object.entries(eventFeatures).map(([name, { type }]) => [name, type])));
    for (const name of Object.keys(accountFeatures)) expect(eventFeatures).toHaveProperty(name);
  });

  test("count until the event's hour began what a recount in TypeScript counts", async () => {
    await fc.assert(
      fc.asyncProperty(platform, async (random) => {
        const rows = await build(random);
        const hourOf = ({ at }: { readonly at: number }): number => Math.floor(at / 60);
        const expected = random.events.map((event, index) => {
          const before = (hours: number) => (each: { readonly account: string; readonly at: number }) =>
            each.account === event.account &&
            hourOf(each) < hourOf(event) &&
            hourOf(each) >= hourOf(event) - hours;
          return {
            event_id: `${event.account}-${event.at}-${index}`,
            account_id: event.account,
            occurred_at: timeText(event.at),
            event_type: event.type,
            hour_of_day: hourOf(event) % 24,
            has_media: event.media,
            links: event.links,
            has_link: event.links > 0,
            hashtags: event.hashtags,
            mentions: 0,
            account_age_hours: event.at / 60,
            events_1h: random.events.filter(before(1)).length,
            links_24h: random.events.filter(before(24)).filter(({ links }) => links > 0).length,
            hashtags_7d: random.events.filter(before(168)).reduce((sum, each) => sum + each.hashtags, 0),
            events_28d: random.events.filter(before(672)).length,
            reports_28d: random.reports.filter(before(672)).length,
          };
        });
        expect(rows).toHaveLength(expected.length);
        const byId = new Map(rows.map((row) => [row["event_id"], row]));
        for (const event of expected) expect(byId.get(event.event_id)).toMatchObject(event);
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  test("of an event stay as they are, whatever is done, reported and signed up after it", async () => {
    let compared = 0;
    let added = 0;
    await fc.assert(
      fc.asyncProperty(platform, fc.integer({ min: 1440, max: 216 * 60 }), async (random, cut) => {
        const early = <T extends { readonly at: number }>(all: readonly T[]): T[] =>
          all.filter(({ at }) => at < cut);
        // Events are named by their places, so those that are cut away are taken out again.
        await fill(engine, {
          events: random.events,
          reports: early(random.reports),
          signups: early(random.signups),
        });
        await engine.execute(`DELETE FROM events WHERE occurred_at >= TIMESTAMP '${timeText(cut)}'`);
        const before = await built();
        const after = await build(random);
        expect(after.filter(({ occurred_at }) => occurred_at < timeText(cut))).toEqual(before);
        compared += before.length;
        added += after.length - before.length;
      }),
      { numRuns: 30, seed: 5 },
    );
    expect(compared).toBeGreaterThan(100);
    expect(added).toBeGreaterThan(100);
  });

  test("take columns of the source's own, an event's before its account's", async () => {
    const own = await emptyWarehouse(tables);
    await own.execute("ALTER TABLE accounts ADD COLUMN x_tier VARCHAR");
    await own.execute("ALTER TABLE accounts ADD COLUMN x_score DOUBLE");
    await own.execute("ALTER TABLE events ADD COLUMN x_score DOUBLE");
    await insert(own, "accounts", [{ account_id: "a", x_tier: "gold", x_score: 0.5 }]);
    await insert(own, "events", [
      {
        event_id: "e",
        account_id: "a",
        event_type: "post",
        occurred_at: "2026-01-03 10:30:00",
        x_score: 0.9,
      },
    ]);
    const rows = await withFeatures(
      own,
      async ({ accounts, events }) => [...(await own.query(accounts)), ...(await own.query(events!))],
      { accounts: ["x_tier", "x_score"], events: ["x_tier", "x_score", "has_link", "links_24h"] },
    );
    await own.close();
    expect(rows).toEqual([
      { account_id: "a", hour: "2026-01-03 10:00:00", x_tier: "gold", x_score: 0.5 },
      {
        event_id: "e",
        account_id: "a",
        occurred_at: "2026-01-03 10:30:00",
        x_tier: "gold",
        x_score: 0.9,
        has_link: false,
        links_24h: 0,
      },
    ]);
  });

  test("may be named by rules with those of the source's own, but not by rules about accounts", () => {
    const own = { accounts: { x_tier: "text" }, events: { x_score: "number" } } as const;
    expect(featureTypes("event", own)).toMatchObject({
      x_tier: "text",
      x_score: "number",
      has_link: "boolean",
    });
    expect(featureTypes("account", own)).toMatchObject({ x_tier: "text", links_28d: "number" });
    expect(featureTypes("account", own)).not.toHaveProperty("x_score");
    expect(featureTypes("account", own)).not.toHaveProperty("has_link");
  });
});
