import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backtest, type Backtest } from "../../../data-loaders/rules/backtest/backtest.js";
import { formatBacktest } from "../../../data-loaders/rules/backtest/format-backtest.js";
import { markdownBacktest } from "../../../data-loaders/rules/backtest/markdown-backtest.js";
import { ruleNamed } from "../../../data-loaders/rules/read-rules.js";
import { runningRules } from "../../../data-loaders/rules/running.js";
import { evaluatePredicate, type Value } from "../../../src/lib/predicate/index.js";
import { demoWarehouse, type DemoWarehouse } from "./support/demo-warehouse.js";

type Row = Record<string, Value> & { account_id: string; hour: string };

describe("a backtest", () => {
  let demo: DemoWarehouse;
  let features: Row[];
  const run = (id: string, options: Partial<Parameters<typeof backtest>[0]> = {}): Promise<Backtest> =>
    backtest({
      engine: demo.engine,
      rules: demo.rules,
      rule: ruleNamed(id, demo.rules, "data-loaders/source/demo"),
      set: {},
      ...options,
    });
  beforeAll(async () => {
    demo = await demoWarehouse({ accounts: 4000, days: 90 });
    features = await demo.engine.query<Row>("SELECT * FROM account_features ORDER BY account_id, hour");
  }, 120_000);
  afterAll(() => demo.close());

  /** Accounts, and episodes a day apart, that a rule's words match, read row by row. */
  function matched(id: string, params: Record<string, number>, rows: readonly Row[]) {
    const { when } = ruleNamed(id, demo.rules, "");
    const last = new Map<string, number>();
    let episodes = 0;
    for (const row of rows) {
      if (evaluatePredicate(when, row, params) !== true) continue;
      const now = Date.parse(`${row.hour.replace(" ", "T")}Z`);
      const before = last.get(row.account_id);
      if (before === undefined || now - before >= 86_400_000) episodes += 1;
      last.set(row.account_id, now);
    }
    return { accounts: last.size, episodes };
  }

  test("hits what the rule's words say, in all of history and on each account's last row", async () => {
    const latest = [...new Map(features.map((row) => [row.account_id, row])).values()];
    let hits = 0;
    for (const [id, set] of [
      ["new-account-link-burst", { min_links: 4 }],
      ["digits-handle-links", { digits: 4 }],
      ["link-share-of-posts", { share: 0.7, min_posts: 4 }],
    ] as const) {
      const result = await run(id, { set });
      const params = result.params as Record<string, number>;
      expect(params).toMatchObject(set);
      const [history, last] = [matched(id, params, features), matched(id, params, latest)];
      expect([result.history.accountsHit, result.history.hits]).toEqual([history.accounts, history.episodes]);
      expect(result.latest?.accountsHit).toBe(last.accounts);
      expect(result.history.days.reduce((sum, day) => sum + day.hits, 0)).toBe(history.episodes);
      expect(result.latest?.days.reduce((sum, day) => sum + day.hits, 0)).toBe(last.accounts);
      hits += history.accounts;
    }
    expect(hits).toBeGreaterThan(50);
  });

  test("of a rule unchanged keeps every account of the version that runs", async () => {
    const { history, latest } = await run("new-account-link-burst");
    for (const report of [history, latest]) {
      expect(report?.live).toMatchObject({ version: 3, added: 0, removed: 0, kept: report?.accountsHit });
      expect(report?.accountsHit).toBeGreaterThan(0);
    }
  });

  test("of a stricter rule only removes, of a wider one only adds", async () => {
    const [strict, wide] = [
      await run("digits-handle-links", { set: { digits: 8 } }),
      await run("digits-handle-links", { set: { digits: 3 } }),
    ];
    expect(strict.history.live).toMatchObject({ added: 0 });
    expect(strict.history.live?.removed).toBeGreaterThan(0);
    expect(wide.history.live).toMatchObject({ removed: 0 });
    expect(wide.history.live?.added).toBeGreaterThan(0);
  });

  test("compares versions on one frozen union, which no version moves", async () => {
    const { versions, history } = await run("new-account-link-burst");
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(new Set(versions.map(({ recall }) => recall.denominator)).size).toBe(1);
    expect(versions.at(-1)?.accountsHit).toBe(history.accountsHit);
    expect(versions[0]!.accountsHit).toBeLessThan(versions[2]!.accountsHit);
    expect(history.recall.union).toEqual(
      runningRules(demo.rules)
        .filter(({ period }) => period.state !== "shadow")
        .map(({ rule }) => rule.rule.id),
    );
  });

  test("counts as unique what no other rule of the union matches on the same rows", async () => {
    const rows = [...new Map(features.map((row) => [row.account_id, row])).values()];
    const acting = runningRules(demo.rules).filter(({ period }) => period.state !== "shadow");
    const matches = ({ rule, period }: (typeof acting)[number], row: Row): boolean =>
      evaluatePredicate(rule.when, row, period.params) === true;
    const uniques = acting.map((own) => {
      const hit = rows.filter((row) => matches(own, row));
      return {
        own,
        hit,
        unique: hit.filter((row) => !acting.some((other) => other !== own && matches(other, row))),
      };
    });
    const { own, hit, unique } = uniques.toSorted((a, b) => b.unique.length - a.unique.length)[0]!;
    const { latest } = await run(own.rule.rule.id);
    expect(latest?.unique.accounts).toBe(unique.length);
    expect(unique.length).toBeGreaterThan(0);
    for (const { rule, both } of latest?.overlap ?? []) {
      const other = runningRules(demo.rules).find(({ rule: { rule: file } }) => file.id === rule)!;
      expect(both, rule).toBe(hit.filter((row) => matches(other, row)).length);
    }
  });

  test("asks about the days that it is given", async () => {
    const { history } = await run("digits-handle-links", { from: "2026-02-01", to: "2026-02-14" });
    expect(history.days.every(({ day }) => day >= "2026-02-01" && day <= "2026-02-14")).toBe(true);
    expect(history.days.length).toBeGreaterThan(5);
  });

  test("refuses what cannot be tried, and names option, value and remedy", async () => {
    await expect(run("digits-handle-links", { set: { digit: 4 } })).rejects.toThrow(
      /--set digit=4: .*no parameter "digit"; it has digits/,
    );
    await expect(run("digits-handle-links", { set: { digits: 99 } })).rejects.toThrow(
      /--set digits=99: outside the range 3–10/,
    );
    await expect(run("digits-handle-links", { from: "2031-01-01" })).rejects.toThrow(
      /--from 2031-01-01 .*no day of the data/,
    );
    expect(() => ruleNamed("digits-handle-link", demo.rules, "data-loaders/source/demo")).toThrow(
      /did you mean "digits-handle-links"/,
    );
  });

  test("is printed for people and for pull requests, with what is unknown said", async () => {
    const result = await run("new-account-link-burst");
    expect(formatBacktest(result)).toMatch(/precision, as reviewed +\d/);
    expect(formatBacktest(result)).toMatch(/version 1 +\d+ accounts/);
    const markdown = markdownBacktest({ ...result, title: "a | [b](javascript:x) <img>" });
    expect(markdown).toContain("## Backtest of new-account-link-burst");
    expect(markdown).not.toContain("<img>");
    expect(markdown).not.toContain("[b](");
    const none = await run("like-only", { from: "2026-01-03", to: "2026-01-03" });
    expect(formatBacktest(none)).toMatch(/precision, as reviewed +no data/);
  });
});
