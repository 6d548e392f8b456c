import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readExamples } from "../../data-loaders/detect/risk/read-examples.js";
import { riskColumns } from "../../data-loaders/detect/risk/risk-features.js";
import { isTrained, trainRisk, type TrainedRisk } from "../../data-loaders/detect/risk/train-risk.js";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { readRules, type Rule } from "../../data-loaders/rules/read-rules.js";
import { ownColumns } from "../../data-loaders/source/own-columns.js";
import { readSource, type Source } from "../../data-loaders/source/source.js";
import { modelFileSchema } from "../../src/lib/risk/model.js";
import { dataRoot, needs } from "./support/load-example.js";
import { publishExample } from "./support/publish-example.js";

const data = join(dataRoot, "srf_instagram_fake_followers");

describe.skipIf(!existsSync(data))(`the risk model of the Instagram followers${needs(data)}`, () => {
  let source: Source;
  let rules: readonly Rule[];
  let warehouse: string;
  let trained: TrainedRisk;
  beforeAll(async () => {
    source = readSource("examples/instagram-followers", { data });
    rules = readRules(source.folder, undefined, await ownColumns(source));
    ({ warehouse } = await publishExample("instagram-followers", data));
    trained = await train(10);
  }, 300_000);

  async function train(repeats: number): Promise<TrainedRisk> {
    const engine = await openDuckDB({ path: warehouse, readOnly: true });
    try {
      const labelled = await readExamples(engine, await riskColumns(engine, rules));
      const result = trainRisk(labelled, { seed: 0, folds: 5, repeats });
      if (!isTrained(result)) throw new Error("no model was trained");
      return result;
    } finally {
      await engine.close();
    }
  }

  test("ten repeats of five folds, seeds 0 to 9: the mean AUC of the model that is chosen is .94 at least", () => {
    const { candidates, chosen } = trained.report;
    for (const { kind, auc, averagePrecision } of candidates)
      process.stdout.write(
        `${kind}: AUC ${auc.mean?.toFixed(4)} (SD ${auc.deviation?.toFixed(4)}), AP ${averagePrecision.mean?.toFixed(4)} (SD ${averagePrecision.deviation?.toFixed(4)})\n`,
      );
    const [logistic, trees] = candidates;
    expect(chosen).toBe("trees");
    expect(trees?.auc.mean).toBeGreaterThanOrEqual(0.94);
    expect(trees?.auc.deviation).toBeLessThan(0.006);
    expect(trees?.averagePrecision.mean).toBeGreaterThan(0.74);
    expect(trees?.slope.mean).toBeGreaterThan(0.9);
    expect(trees?.slope.mean).toBeLessThan(1.1);
    expect(logistic?.auc.mean).toBeGreaterThan(0.92);
  });

  test("it learns from every number and flag of the source, and of what rules say", () => {
    expect(trained.report).toMatchObject({
      accounts: 975,
      violating: 98,
      represents: 975,
      flags: 5,
      judged: null,
      timeSplit: null,
    });
    expect(trained.file.features).toEqual(
      expect.arrayContaining(["followers", "profile_posts", "x_username_digits", "rule:empty-profile"]),
    );
    expect(modelFileSchema.parse(trained.file)).toEqual(trained.file);
  });

  test("the same warehouse and seed give the same bytes", async () => {
    const [one, two] = [await train(2), await train(2)];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });
});
