import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mostExamples, publishedModel } from "../../data-loaders/detect/risk/published-model.js";
import { type ReadExamples, readExamples } from "../../data-loaders/detect/risk/read-examples.js";
import { riskColumns } from "../../data-loaders/detect/risk/risk-features.js";
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
import { performanceOf } from "../../src/lib/risk/performance.js";
import { lastSpan, splitAtSpan } from "../../src/lib/risk/spans.js";
import { auc } from "../../src/lib/statistics/auc.js";

/** Accounts of a platform that were judged after what the models were fitted to. */
interface Future {
  readonly labels: number[];
  readonly weights: number[];
  /** 1 for an account that the generator means reviewers to find violating. */
  readonly truth: number[];
  /** Chance that reviewers call it violating, given the truth: their errors, over all labelled accounts. */
  readonly chance: number[];
  readonly scores: Record<Candidate, number[]>;
  /** The kind that a build publishes. */
  readonly published: Candidate;
}

/** Stages that labels and features come from. */
const needed = new Set([
  "account_features",
  "rule_policies",
  "policy_bits",
  "framed_accounts",
  "judged_jobs",
  "job_labels",
]);

/** What the generator asks reviewers: whether the hit's account violated then, or the sampled account in its month. */
const truths = (data: string): string => `SELECT account_id, CAST(avg(violates) > 0.5 AS INTEGER) AS truth
  FROM (
    SELECT j.account_id, CASE WHEN CASE
      WHEN j.hit_id IS NOT NULL THEN p.is_spammer OR (p.kind = 'compromised' AND CAST(h.hit_at AS DATE) BETWEEN DATE '2026-01-03' + p.spam_from AND DATE '2026-01-03' + p.spam_to)
      ELSE p.is_spammer AND CAST(date_trunc('month', j.enqueued_at) AS DATE) + 30 > DATE '2026-01-03' + p.spam_from
    END THEN 1 ELSE 0 END AS violates
    FROM review_jobs j
    JOIN read_parquet('${data}-truth/accounts.parquet') p ON p.account_id = j.account_id
    LEFT JOIN rule_hits h ON h.hit_id = j.hit_id
    WHERE j.sample_design IN ('stratified', 'baseline')
  ) AS asked GROUP BY account_id`;

function futureOf(labelled: ReadExamples, truthOf: ReadonlyMap<string, number>): Future {
  const truth = labelled.accounts.map((account) => truthOf.get(account)!);
  const chances = [0, 1].map((own) => {
    const rows = truth.flatMap((value, row) => (value === own ? [row] : []));
    return rows.filter((row) => labelled.labels[row] === 1).length / rows.length;
  });
  const split = splitAtSpan(labelled.span, lastSpan);
  const past = takeExamples(labelled, split.past);
  const future = takeExamples(labelled, split.future);
  const rows = Int32Array.from(future.labels.keys());
  const scores = candidateNames.map((name) => [
    name,
    [...heldOutScores([{ model: candidates[name](past, 0), rows }], future.columns)],
  ]);
  const own = [...split.future].map((row) => truth[row]!);
  return {
    labels: [...future.labels],
    weights: [...future.weights],
    truth: own,
    chance: own.map((value) => chances[value]!),
    scores: Object.fromEntries(scores) as Record<Candidate, number[]>,
    published: kindOf(publishedModel(labelled)),
  };
}

function kindOf(published: ReturnType<typeof publishedModel>): Candidate {
  if (!("card" in published)) throw new Error(`no model was trained: ${JSON.stringify(published)}`);
  return published.card.chosen;
}

async function platform(folder: string, seed: number): Promise<Future> {
  const data = join(folder, `data-${seed}`);
  await generateDemo({ accounts: 40_000, days: 120, seed, out: data, reporter: silentReporter });
  const source = readSource("data-loaders/source/demo", { data });
  const rules = readRules(source.folder);
  const { warehouse } = await runPipeline({
    source: pipelineSource(source, { files: fileFingerprints(join(folder, "files.json")), now: Date.now() }),
    stages: stagesOf(rules, source.about.as_of).filter(({ name }) => needed.has(name)),
    folder: join(folder, `work-${seed}`),
    reporter: silentReporter,
  });
  const engine = await openDuckDB({ path: warehouse, readOnly: true });
  try {
    const rows = await engine.query<{ account_id: string; truth: number }>(truths(data));
    return futureOf(
      await readExamples(engine, await riskColumns(engine, rules), { most: mostExamples }),
      new Map(rows.map(({ account_id, truth }) => [account_id, truth])),
    );
  } finally {
    await engine.close();
  }
}

/**
 * The AUC to be expected of reviewers' verdicts, which are tosses of a coin once the truth is known: each account is violating with its
 * chance, and sound with the rest of it.
 */
function expectedAuc({ chance, weights }: Future, scores: readonly number[], weighted: boolean): number {
  const weightOf = (row: number): number => (weighted ? weights[row]! : 1);
  return auc({
    scores: [...scores, ...scores],
    labels: [...scores.map(() => 1), ...scores.map(() => 0)],
    weights: [
      ...chance.map((share, row) => share * weightOf(row)),
      ...chance.map((share, row) => (1 - share) * weightOf(row)),
    ],
  })!;
}

describe("risk models of simulated platforms, fitted to the first judged, held to those judged later", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-risk-"));
  const platforms: Future[] = [];
  beforeAll(async () => {
    for (const seed of [1, 2, 3]) platforms.push(await platform(folder, seed));
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(candidateNames)("%s", (name) => {
    test.each([
      ["among reviewed accounts", false],
      ["among the accounts that they stand for", true],
    ])(
      "%s the AUC to be expected is within .02 of the oracle's, that knows the generator's truth and reviewers' errors",
      (_, weighted) => {
        for (const future of platforms) {
          const oracle = expectedAuc(future, future.chance, weighted);
          const own = expectedAuc(future, future.scores[name], weighted);
          process.stdout.write(
            `${name}, ${weighted ? "weighted" : "unweighted"}: expected AUC ${own.toFixed(4)}, oracle ${oracle.toFixed(4)}\n`,
          );
          expect(own).toBeGreaterThan(oracle - 0.02);
        }
      },
    );

    test("planted spammers score above all others in .98 of pairs, by the accounts and by what they stand for", () => {
      for (const { weights, truth, scores } of platforms) {
        expect(auc({ scores: scores[name], labels: truth })!).toBeGreaterThan(0.98);
        expect(auc({ scores: scores[name], labels: truth, weights })!).toBeGreaterThan(0.98);
      }
    });
  });

  test("over the three platforms together the published models' calibration slope lies in .9 to 1.1, the error in the top 5 % below .05", () => {
    const all = {
      scores: Float64Array.from(platforms.flatMap(({ scores, published }) => scores[published])),
      labels: Uint8Array.from(platforms.flatMap(({ labels }) => labels)),
      weights: Float64Array.from(platforms.flatMap(({ weights }) => weights)),
    };
    const { slope, topError } = performanceOf(all, 100);
    process.stdout.write(`published: slope ${slope?.toFixed(3)}, ECE top 5 % ${topError?.toFixed(3)}\n`);
    expect(slope).toBeGreaterThan(0.9);
    expect(slope).toBeLessThan(1.1);
    expect(topError).toBeLessThanOrEqual(0.05);
  });
});
