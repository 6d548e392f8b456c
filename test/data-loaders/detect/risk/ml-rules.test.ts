import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { monthlyModels } from "../../../../data-loaders/detect/risk/monthly-models.js";
import { riskColumns } from "../../../../data-loaders/detect/risk/risk-features.js";
import { exampleRows, flagged, namesOf } from "../../../../data-loaders/detect/risk/risk-rows.js";
import { warehouseTables } from "../../../../data-loaders/pipeline/manifest.js";
import { publishRuleLab } from "../../../../data-loaders/publish/rule-lab/rule-lab.js";
import { backtest } from "../../../../data-loaders/rules/backtest/backtest.js";
import { evaluatedHits } from "../../../../data-loaders/rules/evaluated-hits.js";
import { ruleNamed } from "../../../../data-loaders/rules/read-rules.js";
import { candidateOf } from "../../../../src/lib/rule/lab/candidate.js";
import type { RuleLab } from "../../../../src/lib/rule/lab/manifest.js";
import { unchanged } from "../../../../src/lib/rule/lab/state.js";
import { scoreOf } from "../../../../src/lib/risk/score.js";
import { readSource } from "../../../../data-loaders/source/source.js";
import { demoWarehouse, type DemoWarehouse } from "../../rules/support/demo-warehouse.js";

const highRisk = `id: high-risk
title: High risk score
owner: spam-intel
policy: link_spam
kind: ml
grain: account
state: shadow
action: none
target_precision: 0.9
params:
  min_score: {default: 0.9, min: 0.5, max: 1}
when: risk_score >= :min_score
falsepositives: [accounts that reviewers called violating by mistake]
changes:
  - {version: 1, on: 2026-01-03, state: shadow, why: first}
`;

describe("a rule that asks for the risk score", () => {
  let demo: DemoWarehouse;
  beforeAll(async () => {
    demo = await demoWarehouse({ accounts: 6000, days: 100 }, { "high-risk": highRisk });
  }, 120_000);
  afterAll(() => demo.close());

  test("hits hours whose score, by the newest model trained before, is high enough, and no hour before the first", async () => {
    const { engine } = demo;
    const columns = await riskColumns(engine, demo.rules);
    expect(namesOf(columns)).not.toContain("rule:high-risk");
    const models = await monthlyModels(engine, columns);
    expect(models.length).toBeGreaterThan(1);
    const names = namesOf(columns);
    let compared = 0;
    for (const { version, features, model, from, until } of models) {
      const rows = await engine.query<Record<string, number> & { risk_score: number; model_version: string }>(
        `SELECT f.*, s.risk_score, s.model_version
        FROM (${flagged("SELECT * FROM account_features", columns)}) AS f
        JOIN risk_scores s ON s.account_id = f.account_id AND s.hour = f.hour
        WHERE f.hour >= TIMESTAMP '${from}'${until === null ? "" : ` AND f.hour < TIMESTAMP '${until}'`} AND @h60(f.account_id) % 40 = 0`,
      );
      for (const row of rows) {
        expect(row.model_version).toBe(version);
        const score = scoreOf(
          model,
          features.map((feature) => row[feature] ?? Number.NaN),
        );
        expect(Math.abs(row.risk_score - score)).toBeLessThan(1e-9);
      }
      compared += rows.length;
    }
    expect(compared).toBeGreaterThan(100);
    expect(names).toEqual(expect.arrayContaining([...(models[0]?.features ?? [])]));
    const [hits] = await engine.query<Record<string, number>>(`
      SELECT count(*) AS hits, count(s.hour) AS scored, min(s.risk_score) AS least,
        count(CASE WHEN h.hit_at < TIMESTAMP '${models[0]?.from}' THEN 1 END) AS early
      FROM evaluated_hits h LEFT JOIN risk_scores s ON s.account_id = h.account_id AND s.hour = @hour(h.hit_at)
      WHERE h.rule_id = 'high-risk'`);
    expect(hits?.["hits"]).toBeGreaterThan(20);
    expect(hits).toMatchObject({ scored: hits?.["hits"], early: 0 });
    expect(hits?.["least"]).toBeGreaterThanOrEqual(0.9);
  });

  test("a model knows no judgement of its month or later", async () => {
    const { engine } = demo;
    const columns = await riskColumns(engine, demo.rules);
    for (const { from } of await monthlyModels(engine, columns)) {
      const [row] = await engine.query<{ accounts: number; late: number }>(
        `SELECT count(*) AS accounts, count(CASE WHEN judged_at >= TIMESTAMP '${from}' OR hour >= TIMESTAMP '${from}' THEN 1 END) AS late
        FROM (${exampleRows(columns, { before: from })}) AS rows`,
      );
      expect(row?.accounts).toBeGreaterThan(40);
      expect(row?.late).toBe(0);
    }
  });

  test("changes no hit of another rule", async () => {
    const { engine, rules } = demo;
    const others = rules.filter(({ rule }) => rule.kind !== "ml");
    const plain = evaluatedHits(others, { accounts: "account_features", events: "event_features" });
    const [changed] = await engine.query<{ rows: number }>(
      `SELECT count(*) AS rows FROM (
        (SELECT * FROM (${plain}) AS a EXCEPT ALL SELECT * FROM evaluated_hits)
        UNION ALL (SELECT * FROM evaluated_hits WHERE rule_id <> 'high-risk' EXCEPT ALL SELECT * FROM (${plain}) AS b)
      ) AS differences`,
    );
    expect(changed).toEqual({ rows: 0 });
  });

  test("a backtest counts the hits that its evaluation does, and a higher score hits fewer", async () => {
    const { engine, rules } = demo;
    const rule = ruleNamed("high-risk", rules, "");
    const run = (min_score: number): ReturnType<typeof backtest> =>
      backtest({ engine, rules, rule, set: { min_score } });
    const [evaluated] = await engine.query<{ hits: number }>(
      "SELECT count(*) AS hits FROM evaluated_hits WHERE rule_id = 'high-risk'",
    );
    const [own, stricter] = [await run(0.9), await run(0.97)];
    expect(own.history.hits).toBe(evaluated?.hits);
    expect(stricter.history.hits).toBeLessThan(own.history.hits);
    expect(own.latest?.accountsHit).toBeGreaterThan(0);
  });

  test("the rule lab holds the score, shows the backtest's figures, and lets no other kind of rule name it", async () => {
    const { engine, rules } = demo;
    const { artifact } = await publishRuleLab({
      engine,
      source: readSource("data-loaders/source/demo", { data: "test" }),
      rules,
      present: await warehouseTables(engine),
    });
    const lab = artifact as RuleLab;
    const rule = ruleNamed("high-risk", rules, "");
    const { latest } = await backtest({ engine, rules, rule, set: {} });
    expect(lab.rules.find(({ id }) => id === "high-risk")?.report.accountsHit).toBe(latest?.accountsHit);
    expect(lab.columns.find(({ name }) => name === "risk_score")).toMatchObject({ type: "number" });
    const state = (id: string) => ({ ...unchanged(lab, id), when: "risk_score > 0.5" });
    expect(candidateOf(lab, state("high-risk")).columns).toEqual(["risk_score"]);
    expect(() => candidateOf(lab, state("new-account-link-burst"))).toThrow(
      /risk_score is for rules of kind ml/,
    );
  });
});
