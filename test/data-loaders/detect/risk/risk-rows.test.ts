import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExamples } from "../../../../data-loaders/detect/risk/read-examples.js";
import { noRiskRows, riskRows } from "../../../../data-loaders/detect/risk/risk-rows.js";
import {
  featureGroup,
  flaggingRules,
  riskFeatures,
} from "../../../../data-loaders/detect/risk/risk-features.js";
import { isTrained, trainRisk } from "../../../../data-loaders/detect/risk/train-risk.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { readRules } from "../../../../data-loaders/rules/read-rules.js";

describe("rows of the risk model", () => {
  let engine: Engine;
  const rules = readRules("examples/instagram-followers", () => undefined);
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    await engine.execute(`
      CREATE TABLE accounts AS SELECT * FROM (VALUES
        ('early', TIMESTAMP '2026-01-01 00:00:00', 'CH', 'de'), ('late', NULL, 'CH', 'fr'), ('unlabelled', NULL, NULL, NULL), ('undated', NULL, NULL, NULL)
      ) AS rows (account_id, created_at, country, lang);
      CREATE TABLE account_features AS SELECT * FROM (VALUES
        ('early', TIMESTAMP '2026-01-02 00:00:00', 1, 0, 5), ('early', TIMESTAMP '2026-01-03 10:00:00', 2, 1500, 5), ('early', TIMESTAMP '2026-01-05 00:00:00', 99, 0, 5),
        ('late', TIMESTAMP '2026-02-01 00:00:00', 4, 0, 5),
        ('unlabelled', TIMESTAMP '2026-01-02 00:00:00', 5, 0, 5), ('unlabelled', TIMESTAMP '2026-01-04 00:00:00', 6, 0, NULL),
        ('undated', TIMESTAMP '2026-01-07 00:00:00', 7, 0, NULL)
      ) AS rows (account_id, hour, links_24h, following, profile_posts);
      CREATE TABLE account_labels AS SELECT * FROM (VALUES ('early', 1, 2000000), ('late', 0, 3000000), ('undated', 0, 1000000)) AS rows (account_id, violating, weight_micro);
      CREATE TABLE review_jobs AS SELECT * FROM (VALUES ('j1', 'early', 'baseline'), ('j2', 'late', 'baseline'), ('j3', 'undated', 'census'), ('j4', 'early', 'audit')) AS rows (job_id, account_id, sample_design);
      CREATE TABLE review_decisions AS SELECT * FROM (VALUES
        ('j1', 'true_positive', TIMESTAMP '2026-01-03 11:00:00'), ('j2', 'false_positive', TIMESTAMP '2026-01-20 00:00:00'), ('j3', 'false_positive', NULL), ('j4', 'true_positive', TIMESTAMP '2026-03-01 00:00:00')
      ) AS rows (job_id, label, decided_at);`);
    const flags = flaggingRules(rules).filter(({ rule }) => rule.rule.id === "near-the-follow-limit");
    const select = riskRows({
      accounts: "SELECT * FROM account_features",
      features: ["links_24h", "following", "profile_posts"],
      flags: flags.map(({ rule, period }) => ({
        rule,
        period: { ...period, params: { min_following: 1000 } },
      })),
    });
    await engine.execute(`CREATE TABLE risk_rows AS ${select}`);
  });
  afterAll(() => engine.close());

  test("a labelled account is shown as in its last hour that was over when it was judged, and again as it was last", async () => {
    expect(
      await engine.query(
        `SELECT account_id, hour, is_latest, is_example, violating, links_24h FROM risk_rows ORDER BY account_id, hour`,
      ),
    ).toEqual([
      {
        account_id: "early",
        hour: "2026-01-03 10:00:00",
        is_latest: 0,
        is_example: 1,
        violating: 1,
        links_24h: 2,
      },
      {
        account_id: "early",
        hour: "2026-01-05 00:00:00",
        is_latest: 1,
        is_example: 0,
        violating: null,
        links_24h: 99,
      },
      {
        account_id: "late",
        hour: "2026-02-01 00:00:00",
        is_latest: 1,
        is_example: 0,
        violating: null,
        links_24h: 4,
      },
      {
        account_id: "undated",
        hour: "2026-01-07 00:00:00",
        is_latest: 1,
        is_example: 1,
        violating: 0,
        links_24h: 7,
      },
      {
        account_id: "unlabelled",
        hour: "2026-01-04 00:00:00",
        is_latest: 1,
        is_example: 0,
        violating: null,
        links_24h: 6,
      },
    ]);
  });

  test("examples are read with what rules say of them, unknown as no number, and without columns that are all the same", async () => {
    const read = await readExamples(engine);
    expect(read).toMatchObject({
      accounts: ["early", "undated"],
      features: ["links_24h", "following", "profile_posts", "rule:near-the-follow-limit"],
      labels: Uint8Array.of(1, 0),
      weights: Float64Array.of(2, 1),
      leftOut: 1,
      segments: { country: ["CH", ""], lang: ["de", ""], age: ["2 under a week", ""] },
    });
    expect(read.columns.map((column) => [...column])).toEqual([
      [2, 7],
      [1500, 0],
      [5, Number.NaN],
      [1, 0],
    ]);
    expect([...read.judgedAt]).toEqual([Date.parse("2026-01-03T11:00:00Z") / 1000, Number.NaN]);
  });

  test("too few labels train nothing, and say how many there must be", async () => {
    const result = await trainRisk(engine, { seed: 0, folds: 5 });
    expect(isTrained(result)).toBe(false);
    expect(result).toEqual({ violating: 1, sound: 1, least: 20 });
  });

  test("without labels there are no rows, with the same first columns", async () => {
    const columns = async (select: string): Promise<string[]> =>
      (await engine.query<{ column_name: string }>(`DESCRIBE ${select}`)).map(
        ({ column_name }) => column_name,
      );
    const some = await columns("SELECT * FROM risk_rows");
    const none = await columns(noRiskRows());
    expect(some.slice(0, none.length)).toEqual(none);
    expect(await engine.query(noRiskRows())).toEqual([]);
  });
});

describe("what a risk model learns from", () => {
  test("numbers and flags, those of the source's own among them; no text", () => {
    const features = riskFeatures({ accounts: { x_score: "number", x_private: "boolean", x_bio: "text" } });
    expect(features).toEqual(
      expect.arrayContaining(["followers", "has_avatar", "links_24h", "x_private", "x_score"]),
    );
    expect(features).not.toContain("x_bio");
  });

  test("windows of one count are one group; a fact is a group by itself", () => {
    expect(["links_1h", "links_28d", "handle_length", "x_a_24h"].map(featureGroup)).toEqual([
      "links",
      "links",
      "handle_length",
      "x_a_24h",
    ]);
  });

  test("rules of other kinds than heuristics are no features", () => {
    const rules = readRules("data-loaders/source/demo", () => undefined);
    const kinds = new Set(flaggingRules(rules).map(({ rule }) => rule.rule.kind));
    expect([...kinds]).toEqual(["heuristic"]);
    const [first, ...others] = rules;
    const learnt = [{ ...first!, rule: { ...first!.rule, kind: "ml" as const } }, ...others];
    expect(flaggingRules(learnt).length).toBe(
      flaggingRules(rules).length - (flaggingRules([first!]).length > 0 ? 1 : 0),
    );
  });
});
