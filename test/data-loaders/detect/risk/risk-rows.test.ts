import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExamples } from "../../../../data-loaders/detect/risk/read-examples.js";
import { publishedModel } from "../../../../data-loaders/detect/risk/published-model.js";
import type { RiskColumns } from "../../../../data-loaders/detect/risk/risk-features.js";
import { exampleRows, latestRows } from "../../../../data-loaders/detect/risk/risk-rows.js";
import {
  featureGroup,
  flaggingRules,
  riskColumns,
} from "../../../../data-loaders/detect/risk/risk-features.js";
import { trainRisk } from "../../../../data-loaders/detect/risk/train-risk.js";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { readRules } from "../../../../data-loaders/rules/read-rules.js";

describe("rows of the risk model", () => {
  let engine: Engine;
  let columns: RiskColumns;
  const rules = readRules("examples/instagram-followers", () => undefined);
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    await engine.execute(`
      CREATE TABLE accounts AS SELECT * FROM (VALUES
        ('early', TIMESTAMP '2026-01-01 00:00:00', 'CH', 'de'), ('late', NULL, 'CH', 'fr'), ('unlabelled', NULL, NULL, NULL), ('undated', NULL, NULL, NULL)
      ) AS rows (account_id, created_at, country, lang);
      CREATE TABLE account_features AS SELECT * FROM (VALUES
        ('early', TIMESTAMP '2026-01-02 00:00:00', 1, 0, 5), ('early', TIMESTAMP '2026-01-03 10:00:00', 2, 1500, 5), ('early', TIMESTAMP '2026-01-05 00:00:00', 99, 0, 5),
        ('late', TIMESTAMP '2026-02-03 00:00:00', 4, 0, 5),
        ('unlabelled', TIMESTAMP '2026-01-02 00:00:00', 5, 0, 5), ('unlabelled', TIMESTAMP '2026-01-04 00:00:00', 6, 0, NULL),
        ('undated', TIMESTAMP '2026-01-07 00:00:00', 7, 0, NULL)
      ) AS rows (account_id, hour, links_24h, following, profile_posts);
      CREATE TABLE judged_jobs AS SELECT * FROM (VALUES
        ('j1', 'early', 'true_positive', 1000000, 2.0), ('j2', 'late', 'false_positive', 3000000, 1.0), ('j3', 'undated', 'false_positive', 1000000, 1.0)
      ) AS rows (job_id, account_id, label, weight_micro, factor);
      CREATE TABLE review_decisions AS SELECT * FROM (VALUES
        ('j1', 'true_positive', TIMESTAMP '2026-01-03 11:00:00'), ('j2', 'false_positive', TIMESTAMP '2026-01-20 00:00:00'), ('j3', 'false_positive', NULL), ('j4', 'true_positive', TIMESTAMP '2026-03-01 00:00:00')
      ) AS rows (job_id, label, decided_at);`);
    const flags = flaggingRules(rules).filter(({ rule }) => rule.rule.id === "near-the-follow-limit");
    columns = {
      features: ["links_24h", "following", "profile_posts"],
      flags: flags.map(({ rule, period }) => ({
        rule,
        period: { ...period, params: { min_following: 1000 } },
      })),
    };
  });
  afterAll(() => engine.close());

  test("a labelled account is shown as in its last hour that was over when it was judged", async () => {
    expect(
      await engine.query(
        `SELECT account_id, hour, violating, links_24h FROM (${exampleRows(columns)}) AS rows ORDER BY account_id`,
      ),
    ).toEqual([
      { account_id: "early", hour: "2026-01-03 10:00:00", violating: 1, links_24h: 2 },
      { account_id: "undated", hour: "2026-01-07 00:00:00", violating: 0, links_24h: 7 },
    ]);
  });

  test("an account is scored as it was last, where it was active in the last four weeks", async () => {
    const scored = async (recent: boolean): Promise<unknown[]> =>
      engine.query(
        `SELECT account_id, links_24h, "rule:near-the-follow-limit" AS flag FROM (${latestRows(columns, recent)}) AS rows ORDER BY account_id`,
      );
    const late = { account_id: "late", links_24h: 4, flag: 0 };
    const undated = { account_id: "undated", links_24h: 7, flag: 0 };
    expect(await scored(false)).toEqual([
      { account_id: "early", links_24h: 99, flag: 0 },
      late,
      undated,
      { account_id: "unlabelled", links_24h: 6, flag: 0 },
    ]);
    expect(await scored(true)).toEqual([late, undated]);
  });

  test("examples are read with what rules say of them, unknown as no number, and without columns that are all the same", async () => {
    const read = await readExamples(engine, columns);
    expect(read).toMatchObject({
      accounts: ["early", "undated"],
      features: ["links_24h", "following", "profile_posts", "rule:near-the-follow-limit"],
      labels: Uint8Array.of(1, 0),
      weights: Float64Array.of(2, 1),
      span: Uint8Array.of(1, 0),
      labelled: 3,
      share: 1,
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

  test("a sample holds the largest weights ÷ chance, and each stands for what is left out as well", async () => {
    const drawn = await engine.query<{ account_id: string; weight: number; priority: number }>(
      `SELECT account_id, weight_micro * factor / 1e6 AS weight, weight_micro * factor / 1e6 / (@f64(@h60('risk:' || account_id)) / 1152921504606846976) AS priority
      FROM judged_jobs WHERE account_id IN ('early', 'undated') ORDER BY priority DESC`,
    );
    const read = await readExamples(engine, columns, { most: 1 });
    expect(read.accounts).toEqual([drawn[0]!.account_id]);
    expect(read.weights[0]).toBeCloseTo(Math.max(drawn[0]!.weight, drawn[1]!.priority), 5);
    expect(await readExamples(engine, columns, { most: 1 })).toEqual(read);
    expect(await readExamples(engine, columns, { most: 2 })).toEqual(await readExamples(engine, columns));
  });

  test("too few labels train nothing, and say how many there must be", async () => {
    const labelled = await readExamples(engine, columns);
    const lacking = { violating: 1, sound: 1, least: 20 };
    expect(trainRisk(labelled, { seed: 0, folds: 5 })).toEqual(lacking);
    expect(publishedModel(labelled)).toEqual(lacking);
  });
});

describe("an account that is judged again and again", () => {
  let engine: Engine;
  const columns: RiskColumns = { features: ["links_24h"], flags: [] };
  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    // One job a day of \`often\`, whose links are the day; twenty accounts judged once, one every fifth day.
    await engine.execute(`
      CREATE TABLE accounts AS SELECT account_id, NULL::TIMESTAMP AS created_at, NULL::VARCHAR AS country, NULL::VARCHAR AS lang
      FROM (SELECT 'often' AS account_id UNION ALL SELECT 'once-' || n FROM range(20) AS numbers (n));
      CREATE TABLE days AS SELECT n, TIMESTAMP '2026-01-01' + to_days(CAST(n AS INTEGER)) AS day FROM range(100) AS numbers (n);
      CREATE TABLE account_features AS SELECT 'often' AS account_id, day AS hour, n AS links_24h FROM days
      UNION ALL SELECT 'once-' || (n // 5), day, 1000 FROM days WHERE n % 5 = 0;
      CREATE TABLE judged_jobs AS SELECT 'o' || n AS job_id, 'often' AS account_id, CASE WHEN n < 45 THEN 'true_positive' ELSE 'false_positive' END AS label, 20000 AS weight_micro, 1.0 AS factor FROM days
      UNION ALL SELECT 's' || n, 'once-' || (n // 5), 'true_positive', 1000000, 1.0 FROM days WHERE n % 5 = 0;
      CREATE TABLE review_decisions AS SELECT job_id, label, TIMESTAMP '2026-01-01 12:00:00' + to_days(CAST(substr(job_id, 2) AS INTEGER)) AS decided_at FROM judged_jobs`);
  });
  afterAll(() => engine.close());

  test("has a row for each span, of that span's judgements, as it was then; its weight is shared out among them", async () => {
    const rows = await engine.query<Record<string, number>>(
      `SELECT span, violating, weight_micro, links_24h FROM (${exampleRows(columns)}) AS rows WHERE account_id = 'often' ORDER BY span`,
    );
    expect(rows).toEqual([
      { span: 0, violating: 1, weight_micro: 700_000, links_24h: 34 },
      { span: 1, violating: 1, weight_micro: 300_000, links_24h: 49 },
      { span: 2, violating: 0, weight_micro: 400_000, links_24h: 69 },
      { span: 3, violating: 0, weight_micro: 600_000, links_24h: 99 },
    ]);
  });

  test("is known to a model of an earlier time by what was judged before, and not missing from it", async () => {
    const before = "2026-01-21 00:00:00";
    const rows = await engine.query<Record<string, number>>(
      `SELECT violating, sum(weight_micro) AS weight_micro, max(links_24h) AS links FROM (${exampleRows(columns, { before })}) AS rows WHERE account_id = 'often' GROUP BY violating`,
    );
    expect(rows).toEqual([{ violating: 1, weight_micro: 400_000, links: 19 }]);
  });

  test("counts as one labelled account", async () => {
    const read = await readExamples(engine, columns);
    expect(read.labelled).toBe(21);
    expect(new Set(read.accounts).size).toBe(21);
    expect(read.labels).toHaveLength(24);
  });
});

describe("what a risk model learns from", () => {
  test("numbers and flags among the features that were made, those of the source's own among them; no text", async () => {
    const engine = await openDuckDB({ path: ":memory:" });
    await engine.execute(`
      CREATE TABLE accounts (account_id VARCHAR, x_score DOUBLE, x_private BOOLEAN, x_bio VARCHAR);
      CREATE TABLE account_features (account_id VARCHAR, hour TIMESTAMP, followers BIGINT, x_score DOUBLE, x_private BOOLEAN, x_bio VARCHAR)`);
    const { features } = await riskColumns(engine, []);
    await engine.close();
    expect(features).toEqual(["followers", "x_private", "x_score"]);
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
