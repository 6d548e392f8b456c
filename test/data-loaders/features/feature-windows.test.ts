import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { buildFeatures } from "../../../data-loaders/features/build-features.js";
import { accountFeatures } from "../../../data-loaders/features/registry.js";
import { emptyWarehouse } from "../publish/support/warehouse.js";
import { accounts, fill, platform, tables, timeText, type Platform } from "./support/platform.js";

type Row = Record<string, number | string | boolean | null> & { account_id: string; hour: string };

describe("account features of random platforms", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await emptyWarehouse(tables);
  });
  afterAll(() => engine.close());

  async function build(random: Platform): Promise<Row[]> {
    await fill(engine, random);
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
