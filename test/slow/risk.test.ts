import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mostExamples } from "../../data-loaders/detect/risk/published-model.js";
import { type ReadExamples, readExamples } from "../../data-loaders/detect/risk/read-examples.js";
import { featureGroup, riskColumns } from "../../data-loaders/detect/risk/risk-features.js";
import { openDuckDB } from "../../data-loaders/engine/duckdb.js";
import { fileFingerprints } from "../../data-loaders/pipeline/file-fingerprints.js";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";
import { runPipeline } from "../../data-loaders/pipeline/run-pipeline.js";
import { stagesOf } from "../../data-loaders/publish/stages.js";
import { readRules } from "../../data-loaders/rules/read-rules.js";
import { generateDemo } from "../../data-loaders/source/demo/generate.js";
import { pipelineSource } from "../../data-loaders/source/pipeline-source.js";
import { readSource } from "../../data-loaders/source/source.js";
import { type Candidate, candidateNames } from "../../src/lib/risk/candidates.js";
import { heldOutScores } from "../../src/lib/risk/cross-validate.js";
import { holdOut, trialOf } from "../../src/lib/risk/hold-out.js";
import { type Performance, performanceOf } from "../../src/lib/risk/performance.js";
import { auc } from "../../src/lib/statistics/auc.js";

/** Accounts of a platform that were judged after what the models were fitted to. */
interface Future {
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  /** 1 for an account that the generator means reviewers to find violating. */
  readonly truth: readonly number[];
  /** Chance that reviewers call it violating, given the truth: their errors, over all labelled accounts. */
  readonly chance: readonly number[];
  readonly scores: Record<Candidate, Float64Array>;
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
  const options = { seed: 0, folds: 5, queue: 100, groupOf: featureGroup };
  const trial = trialOf(labelled, options);
  const { accounts, labels, weights, columns } = trial.accounts;
  const own = accounts.map((account) => truthOf.get(account)!);
  const scores = candidateNames.map((name) => [name, heldOutScores(trial.parts[name], columns)]);
  return {
    labels,
    weights,
    truth: own,
    chance: own.map((value) => chances[value]!),
    scores: Object.fromEntries(scores) as Record<Candidate, Float64Array>,
    published: holdOut(labelled, options, trial).chosen,
  };
}

/** Platforms: over 240 days spam becomes half as common, over 120 less so. `docs/risk.md` has the figures of more. */
const sizes = [11, 12, 13].flatMap((seed) => [
  { accounts: 24_000, days: 240, seed },
  { accounts: 40_000, days: 120, seed },
]);

async function platform(folder: string, size: (typeof sizes)[number]): Promise<Future> {
  const name = Object.values(size).join("-");
  const data = join(folder, `data-${name}`);
  await generateDemo({ ...size, out: data, reporter: silentReporter });
  const source = readSource("data-loaders/source/demo", { data });
  const rules = readRules(source.folder);
  const { warehouse } = await runPipeline({
    source: pipelineSource(source, { files: fileFingerprints(join(folder, "files.json")), now: Date.now() }),
    stages: stagesOf(rules, source.about.as_of).filter(({ name }) => needed.has(name)),
    folder: join(folder, `work-${name}`),
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
 * What is to be expected of reviewers' verdicts, which are tosses of a coin once the truth is known: each account is violating with its
 * chance, and sound with the rest of it.
 */
function expected(
  futures: readonly Future[],
  of: (future: Future) => ArrayLike<number>,
  weighted = true,
): Performance {
  const both = futures.map((future) => {
    const total = future.weights.reduce((sum, weight) => sum + weight, 0);
    const weightOf = (row: number): number => (weighted ? future.weights[row]! / total : 1);
    const scores = Array.from(of(future));
    return {
      scores: [...scores, ...scores],
      labels: [...scores.map(() => 1), ...scores.map(() => 0)],
      weights: [
        ...future.chance.map((share, row) => share * weightOf(row)),
        ...future.chance.map((share, row) => (1 - share) * weightOf(row)),
      ],
    };
  });
  return performanceOf(
    {
      scores: Float64Array.from(both.flatMap(({ scores }) => scores)),
      labels: Uint8Array.from(both.flatMap(({ labels }) => labels)),
      weights: Float64Array.from(both.flatMap(({ weights }) => weights)),
    },
    1,
  );
}

describe("risk models of simulated platforms, fitted to the first judged, held to what was judged later", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-risk-"));
  const platforms: Future[] = [];
  beforeAll(async () => {
    for (const size of sizes) platforms.push(await platform(folder, size));
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
          const oracle = expected([future], ({ chance }) => chance, weighted).auc!;
          const own = expected([future], ({ scores }) => scores[name], weighted).auc!;
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

  test("over the platforms together the published models' slope lies in .9 to 1.1, the error in the top 5 % below .05", () => {
    const published = ({ scores, published: kind }: Future): Float64Array => scores[kind];
    for (const future of platforms) {
      const { slope, topError } = expected([future], published);
      const seen = performanceOf({ ...future, scores: published(future) }, 1);
      process.stdout.write(
        `${future.published}: slope ${slope?.toFixed(3)} (of these labels ${seen.slope?.toFixed(3)}), ECE top 5 % ${topError?.toFixed(3)} (${seen.topError?.toFixed(3)})\n`,
      );
    }
    const { slope, topError } = expected(platforms, published);
    process.stdout.write(`together: slope ${slope?.toFixed(3)}, ECE top 5 % ${topError?.toFixed(3)}\n`);
    expect(slope).toBeGreaterThan(0.9);
    expect(slope).toBeLessThan(1.1);
    expect(topError).toBeLessThanOrEqual(0.05);
  });
});
