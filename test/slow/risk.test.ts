import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { riskColumns } from "../../data-loaders/detect/risk/risk-features.js";
import { readExamples } from "../../data-loaders/detect/risk/read-examples.js";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { fileFingerprints } from "../../data-loaders/pipeline/file-fingerprints.js";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";
import { runPipeline } from "../../data-loaders/pipeline/run-pipeline.js";
import { stagesOf } from "../../data-loaders/publish/stages.js";
import { readRules } from "../../data-loaders/rules/read-rules.js";
import { generateDemo } from "../../data-loaders/source/demo/generate.js";
import { pipelineSource } from "../../data-loaders/source/pipeline-source.js";
import { readSource } from "../../data-loaders/source/source.js";
import { type Candidate, candidateNames, candidates } from "../../src/lib/risk/candidates.js";
import { heldOutScores } from "../../src/lib/risk/cross-validate.js";
import { takeExamples } from "../../src/lib/risk/examples.js";
import type { LabelledAccounts } from "../../src/lib/risk/labelled.js";
import { performanceOf } from "../../src/lib/risk/performance.js";
import { timeSplit } from "../../src/lib/risk/time-split.js";
import { auc } from "../../src/lib/statistics/auc.js";

interface Planted {
  readonly account_id: string;
  readonly kind: string;
  readonly is_spammer: boolean;
  readonly spam_from: number;
  readonly spam_to: number;
}

/** Accounts that were judged after what the models were fitted to, of one platform or of several. */
interface Future {
  readonly labels: number[];
  readonly weights: number[];
  /** 1 for a planted spammer. */
  readonly truth: number[];
  readonly scores: Record<Candidate, number[]>;
}

const windowStart = Date.parse("2026-01-03T00:00:00Z") / 1000;

function isViolating(planted: Planted, judgedAt: number): boolean {
  const day = (judgedAt - windowStart) / 86_400;
  return (
    planted.is_spammer ||
    (planted.kind === "compromised" && day >= planted.spam_from && day <= planted.spam_to + 3)
  );
}

function futureOf(labelled: LabelledAccounts, planted: ReadonlyMap<string, Planted>): Future {
  const split = timeSplit(labelled.judgedAt, 0.7)!;
  const past = takeExamples(labelled, split.past);
  const scores = candidateNames.map((name) => {
    const parts = [{ model: candidates[name](past, 0), rows: split.future }];
    const columns = labelled.columns;
    const all = heldOutScores([...parts, { ...parts[0]!, rows: split.past }], columns);
    return [name, [...split.future].map((row) => all[row]!)] as const;
  });
  return {
    labels: [...split.future].map((row) => labelled.labels[row]!),
    weights: [...split.future].map((row) => labelled.weights[row]!),
    truth: [...split.future].map((row) =>
      isViolating(planted.get(labelled.accounts[row]!)!, labelled.judgedAt[row]!) ? 1 : 0,
    ),
    scores: Object.fromEntries(scores) as Record<Candidate, number[]>,
  };
}

async function platform(folder: string, seed: number): Promise<Future> {
  const data = join(folder, `data-${seed}`);
  await generateDemo({ accounts: 20_000, days: 120, seed, out: data, reporter: silentReporter });
  const source = readSource("data-loaders/source/demo", { data });
  const rules = readRules(source.folder);
  const work = join(folder, `work-${seed}`);
  const { warehouse } = await runPipeline({
    source: pipelineSource(source, { files: fileFingerprints(join(folder, "files.json")), now: Date.now() }),
    stages: stagesOf(rules, source.about.as_of),
    folder: work,
    reporter: silentReporter,
  });
  const engine = await openDuckDB({ path: warehouse, readOnly: true });
  try {
    const planted = await engine.query<Planted>(
      `SELECT * FROM read_parquet('${data}-truth/accounts.parquet')`,
    );
    return futureOf(
      await readExamples(engine, await riskColumns(engine, rules)),
      new Map(planted.map((account) => [account.account_id, account])),
    );
  } finally {
    await engine.close();
  }
}

describe("risk models of simulated platforms, fitted to the first judged, held to those judged later", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-risk-"));
  const platforms: Future[] = [];
  beforeAll(async () => {
    for (const seed of [1, 2, 3]) platforms.push(await platform(folder, seed));
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(candidateNames)("%s", (name) => {
    test("among reviewed accounts the AUC is within .02 of the score that knows who was planted", () => {
      for (const { labels, truth, scores } of platforms) {
        const [oracle, own] = [auc({ scores: truth, labels })!, auc({ scores: scores[name], labels })!];
        process.stdout.write(`${name}: AUC ${own.toFixed(4)}, oracle ${oracle.toFixed(4)}\n`);
        expect(own).toBeGreaterThan(oracle - 0.02);
      }
    });

    test("planted spammers score above all others in .98 of pairs, by the accounts and by what they stand for", () => {
      for (const { weights, truth, scores } of platforms) {
        expect(auc({ scores: scores[name], labels: truth })!).toBeGreaterThan(0.98);
        expect(auc({ scores: scores[name], labels: truth, weights })!).toBeGreaterThan(0.98);
      }
    });

    test("over the three platforms together the calibration slope lies in .9 to 1.1, the error in the top 5 % below .05", () => {
      const all = {
        scores: Float64Array.from(platforms.flatMap(({ scores }) => scores[name])),
        labels: Uint8Array.from(platforms.flatMap(({ labels }) => labels)),
        weights: Float64Array.from(platforms.flatMap(({ weights }) => weights)),
      };
      const { slope, topError } = performanceOf(all, 100);
      process.stdout.write(`${name}: slope ${slope?.toFixed(3)}, ECE top 5 % ${topError?.toFixed(3)}\n`);
      expect(slope).toBeGreaterThan(0.9);
      expect(slope).toBeLessThan(1.1);
      expect(topError).toBeLessThanOrEqual(0.05);
    });
  });
});
