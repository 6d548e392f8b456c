import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";

/** Tables that `judged_jobs` reads, empty. */
async function tables(): Promise<Engine> {
  const engine = await openDuckDB({ path: ":memory:" });
  await engine.execute(`
    CREATE TABLE review_jobs (job_id VARCHAR, account_id VARCHAR, hit_id VARCHAR, queue VARCHAR, stratum VARCHAR, sample_design VARCHAR, inclusion_prob DOUBLE);
    CREATE TABLE job_labels (job_id VARCHAR, label VARCHAR);
    CREATE TABLE rule_hits (hit_id VARCHAR, rule_id VARCHAR, account_id VARCHAR);
    CREATE TABLE rule_policies (rule VARCHAR, policy_id VARCHAR);
    CREATE TABLE account_features (account_id VARCHAR, hour TIMESTAMP)`);
  return engine;
}

interface Label {
  account_id: string;
  violating: number | null;
  ruled_out: number;
  is_hit: number;
  weight_micro: number;
}

async function labels(engine: Engine): Promise<Label[]> {
  for (const table of ["policy_bits", "framed_accounts", "judged_jobs", "account_labels"])
    await engine.execute(
      `CREATE TABLE ${table} AS ${readFileSync(`data-loaders/rules/sql/${table}.sql`, "utf8")}`,
    );
  return engine.query<Label>("SELECT * FROM account_labels ORDER BY account_id");
}

describe("labels of accounts", () => {
  test("stand for all accounts that were hit, however many ways led to each", async () => {
    const engine = await tables();
    // 40,000 accounts, each hit by up to four rules whose hits are drawn with chances of their own; one in three that are hit often is sound.
    await engine.execute(`
      INSERT INTO rule_policies VALUES ('a', 'p'), ('b', 'p'), ('c', 'q'), ('d', 'q');
      CREATE TABLE chances (rule VARCHAR, chance DOUBLE);
      INSERT INTO chances VALUES ('a', 0.5), ('b', 0.1), ('c', 0.05), ('d', 0.3);
      INSERT INTO rule_hits
      SELECT 'h' || rule || i, rule, 'x' || i FROM range(40000) AS n (i), chances WHERE hash('hit', rule, i) % 100 < 35;
      INSERT INTO review_jobs
      SELECT 'j' || hit_id, account_id, hit_id, 'quality', rule_id, 'stratified', chance
      FROM rule_hits JOIN chances ON rule = rule_id WHERE hash('drawn', hit_id) % 100000 < chance * 100000;
      INSERT INTO job_labels
      SELECT job_id, CASE WHEN hash('sound', account_id) % 3 = 0 THEN 'false_positive' ELSE 'true_positive' END
      FROM review_jobs WHERE hash('answers', job_id) % 10 < 9`);
    const found = await labels(engine);
    const [truth] = await engine.query<{ hit: number; violating: number }>(
      `SELECT count(DISTINCT account_id) AS hit, count(DISTINCT CASE WHEN hash('sound', account_id) % 3 <> 0 THEN account_id END) AS violating FROM rule_hits`,
    );
    const weight = (rows: readonly Label[]): number =>
      rows.reduce((sum, row) => sum + row.weight_micro, 0) / 1e6;
    expect(Math.abs(weight(found) / truth!.hit - 1)).toBeLessThan(0.03);
    const violating = found.filter((row) => row.violating === 1);
    expect(Math.abs(weight(violating) / truth!.violating - 1)).toBeLessThan(0.03);
    await engine.close();
  });

  test("of a baseline add up to the active accounts that no reviewed rule hit", async () => {
    const engine = await tables();
    await engine.execute(`
      INSERT INTO account_features SELECT 'x' || i, TIMESTAMP '2026-01-01' + to_days(CAST(m * 31 AS INTEGER)) FROM range(1000) AS n (i), range(4) AS months (m) WHERE hash(i, m) % 3 > 0;
      INSERT INTO review_jobs SELECT 'j' || i || m, 'x' || i, NULL, 'baseline', CAST(m AS VARCHAR), 'baseline', 0.2
      FROM range(1000) AS n (i), range(4) AS months (m) WHERE hash(i, m) % 3 > 0 AND hash('drawn', i, m) % 5 = 0;
      INSERT INTO job_labels SELECT job_id, 'false_positive' FROM review_jobs`);
    const found = await labels(engine);
    const [active] = await engine.query<{ n: number }>(
      "SELECT count(DISTINCT account_id) AS n FROM account_features",
    );
    const sum = found.reduce((total, { weight_micro }) => total + weight_micro, 0) / 1e6;
    expect(sum).toBeCloseTo(active!.n, 2);
    await engine.close();
  });

  test("are those of most decisions; a tie says nothing", async () => {
    const engine = await tables();
    await engine.execute(`
      INSERT INTO rule_policies VALUES ('a', 'p'), ('b', 'q');
      INSERT INTO rule_hits VALUES ('1', 'a', 'x'), ('2', 'b', 'x'), ('3', 'b', 'y'), ('4', 'b', 'y'), ('5', 'b', 'y'), ('6', 'a', 'z');
      INSERT INTO review_jobs SELECT 'j' || hit_id, account_id, hit_id, 'q', rule_id, 'census', 1 FROM rule_hits;
      INSERT INTO job_labels VALUES ('j1', 'true_positive'), ('j2', 'false_positive'), ('j3', 'true_positive'), ('j4', 'novel'), ('j5', 'false_positive'), ('j6', 'uncertain')`);
    expect(
      (await labels(engine)).map(({ account_id, violating, ruled_out }) => [
        account_id,
        violating,
        ruled_out,
      ]),
    ).toEqual([
      ["x", null, 0],
      ["y", 1, 0],
      ["z", null, 0],
    ]);
    await engine.close();
  });

  test("count for every policy but those that reviewers said another one was broken instead of", async () => {
    const engine = await tables();
    await engine.execute(`
      INSERT INTO rule_policies VALUES ('a', 'p'), ('b', 'q');
      INSERT INTO rule_hits VALUES ('1', 'a', 'x'), ('2', 'b', 'x'), ('3', 'b', 'y'), ('4', 'b', 'y');
      INSERT INTO review_jobs SELECT 'j' || hit_id, account_id, hit_id, 'q', rule_id, 'census', 1 FROM rule_hits;
      INSERT INTO job_labels VALUES ('j1', 'true_positive'), ('j2', 'novel'), ('j3', 'novel'), ('j4', 'true_positive')`);
    expect((await labels(engine)).map(({ violating, ruled_out }) => [violating, ruled_out])).toEqual([
      [1, 2],
      [1, 0],
    ]);
    await engine.close();
  });

  test("of a census stand for themselves, and for any policy", async () => {
    const engine = await tables();
    await engine.execute(`
      INSERT INTO review_jobs VALUES ('1', 'x', NULL, NULL, NULL, 'census', 1), ('2', 'y', NULL, NULL, NULL, 'census', 1);
      INSERT INTO job_labels VALUES ('1', 'true_positive'), ('2', 'false_positive')`);
    expect(await labels(engine)).toMatchObject([
      { account_id: "x", violating: 1, ruled_out: 0, is_hit: 0, weight_micro: 1e6 },
      { account_id: "y", violating: 0, ruled_out: 0, is_hit: 0, weight_micro: 1e6 },
    ]);
    await engine.close();
  });

  test("never come from gold items, appeals, reports, audits or second opinions", async () => {
    const engine = await tables();
    await engine.execute(`
      INSERT INTO review_jobs SELECT design, design, NULL, NULL, NULL, design, 1 FROM (VALUES ('gold'), ('appeal'), ('report'), ('audit'), ('second')) AS t (design);
      INSERT INTO job_labels SELECT job_id, 'true_positive' FROM review_jobs`);
    expect(await labels(engine)).toEqual([]);
    await engine.close();
  });
});
