import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import { metric } from "../../../src/lib/metrics/index.js";
import { loadPlatform, type Platform, platforms } from "./support/platform.js";
import { runQueries } from "./support/queries.js";

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDB({ path: ":memory:", threads: 1 });
});
afterAll(() => engine.close());

const [any] = fc.sample(platforms, { numRuns: 1, seed: 1 }) as [Platform];
const empty = {
  ...Object.fromEntries(Object.keys(any).map((table) => [table, []])),
  rules: [{ rule_id: "r1" }, { rule_id: "r2" }],
} as unknown as Platform;

type Rows<T extends keyof Platform> = Platform[T];

function hit(account: string, rule: string, at: string, version = 1) {
  return {
    hit_id: `${account}${rule}${at}`,
    rule_id: rule,
    version,
    account_id: account,
    hit_at: `${at} 12:00:00`,
  };
}

function job(job_id: string, account: string, more: Record<string, string | number | null> = {}) {
  return {
    job_id,
    account_id: account,
    queue: "rule_quality",
    stratum: "any",
    sample_design: "stratified",
    inclusion_prob: 0.5,
    run_id: "run-1",
    enqueued_at: "2026-03-20 00:00:00",
    ...more,
  };
}

async function draws(): Promise<Record<string, unknown>[]> {
  await runQueries(engine);
  return engine.query(
    "SELECT job_id, rule, version, queue, stratum FROM rule_draws ORDER BY job_id, rule, day",
  );
}

async function load(hits: unknown, jobs: unknown, decisions: unknown = []): Promise<void> {
  await loadPlatform(engine, {
    ...empty,
    rule_hits: hits as Rows<"rule_hits">,
    review_jobs: jobs as Rows<"review_jobs">,
    review_decisions: decisions as Rows<"review_decisions">,
  });
}

describe("a job of a run that drew accounts", () => {
  test("tells of every rule that hit the account in the 28 days before, by month, of the last version in each", async () => {
    await load(
      [
        hit("a", "r1", "2026-03-02"),
        hit("a", "r1", "2026-03-05", 2),
        hit("a", "r1", "2026-02-25"),
        hit("a", "r2", "2026-03-01"),
        hit("a", "r2", "2026-02-01"),
        hit("a", "r2", "2026-03-25"),
        hit("b", "r1", "2026-03-02"),
      ],
      [job("j1", "a")],
    );
    expect(await draws()).toEqual([
      { job_id: "j1", rule: "r1", version: 1, queue: "rule_quality", stratum: "r1:2026-02" },
      { job_id: "j1", rule: "r1", version: 2, queue: "rule_quality", stratum: "r1:2026-03" },
      { job_id: "j1", rule: "r2", version: 1, queue: "rule_quality", stratum: "r2:2026-03" },
    ]);
  });

  test("tells nothing where it names a hit, no run, or no time; gold, appeal and report jobs never do", async () => {
    const hits = [hit("a", "r1", "2026-03-02"), hit("a", "r2", "2026-03-02")];
    await load(hits, [
      job("j1", "a", { hit_id: "ar12026-03-02" }),
      job("j2", "a", { run_id: null }),
      job("j3", "a", { enqueued_at: null }),
      job("j4", "a", { sample_design: "gold" }),
      job("j5", "a", { sample_design: "report" }),
    ]);
    expect(await draws()).toEqual([
      { job_id: "j1", rule: "r1", version: 1, queue: "rule_quality", stratum: "any" },
    ]);
  });

  test("tells of a rule's month once, and not where a hit of it was drawn by itself", async () => {
    await load(
      [hit("a", "r1", "2026-03-02"), hit("a", "r2", "2026-03-02")],
      [
        job("j0", "a", { hit_id: "ar12026-03-02", run_id: null }),
        job("j1", "a"),
        job("j2", "a", { run_id: "run-2", enqueued_at: "2026-03-21 00:00:00" }),
      ],
    );
    expect((await draws()).map(({ job_id, rule }) => `${String(job_id)} ${String(rule)}`)).toEqual([
      "j0 r1",
      "j1 r2",
    ]);
  });
});

describe("labels of several runs over one stratum", () => {
  test("stand for it once: items drawn before are certain to the later run", async () => {
    const accounts = Array.from({ length: 30 }, (_, index) => `a${index}`);
    await load(
      accounts.map((account) => hit(account, "r1", "2026-03-02")),
      accounts.slice(0, 15).map((account, index) =>
        index < 10
          ? job(`j${index}`, account, { inclusion_prob: 10 / 30 })
          : job(`j${index}`, account, {
              run_id: "run-2",
              enqueued_at: "2026-03-21 00:00:00",
              inclusion_prob: 5 / 20,
            }),
      ),
      accounts.slice(0, 15).map((_, index) => ({
        decision_id: `d${index}`,
        job_id: `j${index}`,
        label: index % 5 === 0 ? "false_positive" : "true_positive",
      })),
    );
    const rows = (await runQueries(engine)).get("metric_rule_labels")!;
    const { value, denominator, effectiveSize } = metric("rule_precision").estimate(rows);
    // Run 1 has 8 of 10 right, run 2 finds 4 of 5 among the other 20: ⅔ × 24 + ⅓ × (8 + 16) of 30.
    expect(value).toBeCloseTo(0.8, 6);
    expect(denominator).toBe(15);
    expect(effectiveSize).toBeGreaterThan(13);
    expect(rows.reduce((sum, row) => sum + Number(row["selected_micro"]), 0)).toBeCloseTo(30e6, -2);
  });
});
