import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatRules } from "../../../data-loaders/rules/overview/format-rules.js";
import { rulesOverview } from "../../../data-loaders/rules/overview/overview.js";
import { rulesSchema } from "../../../data-loaders/publish/rules-schema.js";
import type { RulesArtifact } from "../../../src/lib/rule/index.js";
import { demoWarehouse, type DemoWarehouse } from "./support/demo-warehouse.js";

interface Hit {
  rule_id: string;
  account_id: string;
  hit_at: string;
  environment: string;
}

describe("what is known of rules", () => {
  let demo: DemoWarehouse;
  let overview: RulesArtifact;
  let hits: Hit[];
  beforeAll(async () => {
    demo = await demoWarehouse({ accounts: 9000, days: 120 });
    overview = await rulesOverview(demo.engine, demo.rules, "2026-05-02");
    hits = await demo.engine.query<Hit>("SELECT rule_id, account_id, hit_at, environment FROM rule_hits");
  }, 120_000);
  afterAll(() => demo.close());

  test("has the form that pages read", () => {
    expect(rulesSchema.safeParse(overview).error).toBeUndefined();
    expect(overview.total).toBe(60);
  });

  test("finds platform and files agreed hit by hit on the simulated platform", async () => {
    const parity = overview.rules.flatMap(({ parity }) => parity ?? []);
    expect(parity.reduce((sum, { both }) => sum + both, 0)).toBe(hits.length);
    expect(hits.length).toBeGreaterThan(500);
    for (const { onlyEvaluated, onlyPlatform } of parity)
      expect([onlyEvaluated, onlyPlatform]).toEqual([0, 0]);
  });

  test("counts the accounts that a rule alone hit, that it hit first, and that it shares with another", () => {
    const first = new Map<string, Map<string, string>>();
    const live = new Map<string, Set<string>>();
    for (const { rule_id, account_id, hit_at, environment } of hits) {
      const byAccount = first.get(rule_id) ?? new Map<string, string>();
      first.set(rule_id, byAccount);
      const before = byAccount.get(account_id);
      if (before === undefined || hit_at < before) byAccount.set(account_id, hit_at);
      if (environment === "live") live.set(account_id, (live.get(account_id) ?? new Set()).add(rule_id));
    }
    let unique = 0;
    for (const rule of overview.rules) {
      const accounts = [...(first.get(rule.rule) ?? new Map<string, string>()).keys()];
      const alone = accounts.filter((account) =>
        [...(live.get(account) ?? [])].every((other) => other === rule.rule),
      );
      expect(rule.contribution.unique, rule.rule).toBe(alone.length);
      expect(rule.accountsHit, rule.rule).toBe(accounts.length);
      unique += alone.length;
      for (const { rule: other, both } of rule.overlaps)
        expect(both, `${rule.rule} ${other}`).toBe(
          accounts.filter((account) => first.get(other)?.has(account)).length,
        );
    }
    expect(unique).toBeGreaterThan(20);
    const acting = overview.rules.reduce((sum, { contribution }) => sum + contribution.first, 0);
    expect(acting).toBeGreaterThanOrEqual(live.size);
  });

  test("estimates of what a rule alone hit no more than it hit, and nothing where nothing was reviewed", () => {
    for (const { rule, contribution } of overview.rules) {
      const { unique, uniqueTruePositives, uniqueWrong, uniqueLabels } = contribution;
      const estimated =
        uniqueTruePositives === null || uniqueWrong === null
          ? null
          : Math.round((uniqueTruePositives + uniqueWrong) * 1e6) / 1e6;
      expect(estimated, rule).toBe(uniqueLabels === 0 ? null : unique);
    }
  });

  test("says of each rule where it stands as of the data, not of the file's future", () => {
    const night = overview.rules.find(({ rule }) => rule === "night-owl-links");
    expect(night).toMatchObject({ state: "draft", steps: [] });
    const burst = overview.rules.find(({ rule }) => rule === "new-account-link-burst");
    expect(burst).toMatchObject({ state: "enforce", version: 2, since: "2026-01-03" });
  });

  test("gives hits by day up to the last day, and precision by version and month", () => {
    const burst = overview.rules.find(({ rule }) => rule === "new-account-link-burst")!;
    expect(burst.hits.reduce((sum, count) => sum + count, 0)).toBe(
      hits.filter(({ rule_id }) => rule_id === burst.rule).length,
    );
    expect(burst.versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(burst.months.length).toBeGreaterThanOrEqual(3);
    const reviewed = burst.versions.reduce((sum, { counts }) => sum + counts.reviewed, 0);
    expect(reviewed).toBeGreaterThan(5);
    expect(burst.months.reduce((sum, { counts }) => sum + counts.reviewed, 0)).toBe(reviewed);
  });

  test("names a brake that is on before all else", async () => {
    const brakes = new Map([["device-reuse", [{ reason: "too many", since: "2026-05-01T10:00:00.000Z" }]]]);
    const { rules } = await rulesOverview(demo.engine, demo.rules, "2026-05-02", brakes);
    const [first] = rules.find(({ rule }) => rule === "device-reuse")?.health ?? [];
    expect(first).toEqual({
      kind: "brake",
      text: "The emergency brake stops it: too many",
      since: "2026-05-01",
    });
  });

  test("is printed a paragraph a rule, and never as zero where nothing is known", () => {
    const text = formatRules(overview);
    expect(text).toContain("60 rules to 2026-05-02");
    expect(text).toMatch(/device-reuse: .*\n {2}precision {2}(unknown: no label|\d)/);
    for (const { rule } of overview.rules) expect(text).toContain(`${rule}: `);
  });
});
