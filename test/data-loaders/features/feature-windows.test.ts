import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { buildFeatures } from "../../../data-loaders/features/build-features.js";
import { accountFeatures } from "../../../data-loaders/features/registry.js";
import { emptyWarehouse, insert } from "../publish/support/warehouse.js";

const accounts = ["a", "b", "c"];
const tables = ["accounts", "sessions", "events", "event_objects", "reports"];
/** Minutes from the platform's first; ten days of them, and a few of forty. */
const minute = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 10 * 1440 - 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * 1440 - 1 }) },
);
const timeText = (minutes: number): string =>
  new Date(Date.UTC(2026, 0, 3) + minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");

const event = fc.record({
  account: fc.constantFrom(...accounts),
  at: minute,
  type: fc.constantFrom("post", "reply", "repost", "like", "follow", "message", "profile_edit"),
  links: fc.nat(2),
  hashtags: fc.nat(2),
  media: fc.boolean(),
  text: fc.option(fc.constantFrom("t1", "t2")),
});
const report = fc.record({ account: fc.constantFrom(...accounts), at: minute });
const signup = fc.record({
  account: fc.constantFrom(...accounts, "d", "e", "f"),
  at: minute,
  prefix: fc.option(fc.constantFrom("p1", "p2")),
  device: fc.option(fc.constantFrom("d1", "d2")),
  challenge: fc.option(fc.constantFrom("passed", "failed", "abandoned")),
});
const platform = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 40, size: "max" }),
  reports: fc.array(report, { maxLength: 12, size: "max" }),
  signups: fc.array(signup, { maxLength: 9, size: "max" }),
});
type Platform = typeof platform extends fc.Arbitrary<infer T> ? T : never;
type Row = Record<string, number | string | boolean | null> & { account_id: string; hour: string };

describe("account features of random platforms", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await emptyWarehouse(tables);
  });
  afterAll(() => engine.close());

  async function build({ events, reports, signups }: Platform): Promise<Row[]> {
    for (const table of tables) await engine.execute(`DELETE FROM ${table}`);
    for (const account_id of accounts)
      await insert(engine, "accounts", [{ account_id, handle: account_id, created_at: timeText(0) }]);
    for (const [index, { account, at, type, links, hashtags, media, text }] of events.entries()) {
      const event_id = `${account}-${at}-${index}`;
      const objects = [
        ...Array.from({ length: links }, (_, i) => ["url", `u${i}`] as const),
        ...Array.from({ length: hashtags }, (_, i) => ["hashtag", `h${i}`] as const),
        ...(text === null ? [] : [["text", text] as const]),
      ];
      await insert(engine, "events", [
        {
          event_id,
          account_id: account,
          event_type: type,
          occurred_at: timeText(at),
          media_hash: media ? "m" : null,
        },
      ]);
      await insert(
        engine,
        "event_objects",
        objects.map(([kind, object_id]) => ({ event_id, kind, object_id })),
      );
    }
    await insert(
      engine,
      "reports",
      reports.map(({ account, at }, index) => ({
        report_id: String(index),
        reporter_id: "r",
        account_id: account,
        reason: "spam",
        reported_at: timeText(at),
      })),
    );
    await insert(
      engine,
      "sessions",
      signups.map(({ account, at, prefix, device, challenge }, index) => ({
        session_id: `${account}-${at}-${index}`,
        account_id: account,
        kind: "signup",
        started_at: timeText(at),
        ip_prefix_h: prefix,
        device_h: device,
        challenge_result: challenge,
      })),
    );
    await buildFeatures(engine);
    return engine.query<Row>("SELECT * FROM account_features ORDER BY account_id, hour");
  }

  function recounted({ events, reports }: Platform): Record<string, number | string>[] {
    const hourOf = ({ at }: { readonly at: number }): number => Math.floor(at / 60);
    return accounts.flatMap((account) => {
      const own = events.filter((each) => each.account === account);
      const hours = [...new Set(own.map(hourOf))].sort((a, b) => a - b);
      return hours.map((hour) => {
        const row: Record<string, number | string> = { account_id: account, hour: timeText(hour * 60) };
        for (const [window, length] of [
          ["1h", 1],
          ["24h", 24],
          ["7d", 168],
          ["28d", 672],
        ] as const) {
          const within = (at: number): boolean => at <= hour && at > hour - length;
          const seen = own.filter((each) => within(hourOf(each)));
          const count = (type: string): number => seen.filter((each) => each.type === type).length;
          const texts = seen.filter(({ text }) => text !== null);
          const sums: Record<string, number> = {
            events: seen.length,
            posts: count("post"),
            replies: count("reply"),
            reposts: count("repost"),
            likes: count("like"),
            follows: count("follow"),
            messages: count("message"),
            links: seen.filter(({ links }) => links > 0).length,
            hashtags: seen.reduce((sum, each) => sum + each.hashtags, 0),
            media: seen.filter(({ media }) => media).length,
            repeats: texts.length - new Set(texts.map((each) => `${hourOf(each)} ${each.text}`)).size,
            reports: reports.filter((each) => each.account === account && within(hourOf(each))).length,
          };
          for (const [name, sum] of Object.entries(sums))
            if (`${name}_${window}` in accountFeatures) row[`${name}_${window}`] = sum;
        }
        return row;
      });
    });
  }

  test("count over an hour, a day, a week and four weeks what a recount in TypeScript counts", async () => {
    await fc.assert(
      fc.asyncProperty(platform, async (random) => {
        const expected = recounted(random);
        const names = Object.keys(expected[0]!);
        expect(names).toHaveLength(2 + Object.values(accountFeatures).filter(({ window }) => window).length);
        const rows = await build(random);
        expect(rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])))).toEqual(
          expected,
        );
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  test("of an hour stay as they are, whatever is done, reported and signed up after it", async () => {
    let compared = 0;
    let added = 0;
    await fc.assert(
      fc.asyncProperty(platform, fc.integer({ min: 24, max: 216 }), async (random, cut) => {
        const early = <T extends { readonly at: number }>(all: readonly T[]): T[] =>
          all.filter(({ at }) => at < cut * 60);
        const past = {
          events: early(random.events),
          reports: early(random.reports),
          signups: early(random.signups),
        };
        const before = await build(past);
        const after = await build(random);
        expect(after.filter(({ hour }) => hour < timeText(cut * 60))).toEqual(before);
        compared += before.length;
        added += after.length - before.length;
      }),
      { numRuns: 30, seed: 2 },
    );
    expect(compared).toBeGreaterThan(100);
    expect(added).toBeGreaterThan(100);
  });
});
