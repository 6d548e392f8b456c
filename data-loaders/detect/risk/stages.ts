import type { Stage, StageContext, TableRead } from "../../pipeline/stage.js";
import { warehouseTables } from "../../pipeline/manifest.js";
import { readsOf } from "../../rules/optional-reads.js";
import type { Rule } from "../../rules/read-rules.js";
import { mostExamples, publishedModel } from "./published-model.js";
import { namesRisk } from "../../rules/risk-score.js";
import { monthlyModels } from "./monthly-models.js";
import { readExamples } from "./read-examples.js";
import { flaggingRules, riskColumns } from "./risk-features.js";
import { latestRows } from "./risk-rows.js";
import { riskScores } from "./risk-scores.js";
import { scoreAccounts } from "./score-accounts.js";

const riskReads: readonly TableRead[] = [
  { table: "account_features" },
  { table: "judged_jobs" },
  { table: "accounts" },
  readsOf.decisions,
];

/**
 * The published risk model and the score of each account that was active lately; none where a source has no rules, of whose features
 * they make use. Without labels enough there is no account in `account_risk`, and `risk_model` says what lacks.
 */
export function riskStages(rules: readonly Rule[]): Stage[] {
  if (rules.length === 0) return [];
  const logic = flaggingRules(rules).map(({ rule, period }) => [rule.rule.id, rule.when, period.params]);
  return [
    {
      name: "account_risk",
      title: "Risk model, and the risk of accounts",
      reads: riskReads,
      writes: [{ table: "risk_model" }, { table: "account_risk" }],
      run: (context) => trainAndScore(context, rules),
      modules: [new URL(import.meta.url)],
      parameters: withoutPlaces(logic),
    },
    ...(rules.some(namesRisk) ? [scoresStage(rules, logic)] : []),
  ];
}

/** Scores of the whole history, where some rule asks for them. */
function scoresStage(rules: readonly Rule[], logic: unknown): Stage {
  return {
    name: "risk_scores",
    title: "Risk scores for rules",
    reads: riskReads,
    writes: [{ table: "risk_scores" }],
    run: async ({ engine, write }) => {
      const columns = await riskColumns(engine, rules);
      await write("risk_scores", riskScores(await monthlyModels(engine, columns), columns));
    },
    modules: [new URL(import.meta.url)],
    parameters: withoutPlaces(logic),
  };
}

function withoutPlaces(logic: unknown): string {
  return JSON.stringify(logic, (key, value: unknown) => (key === "at" ? undefined : value));
}

const noScores = `SELECT CAST(NULL AS VARCHAR) AS account_id, CAST(NULL AS VARCHAR) AS model_version, CAST(NULL AS DOUBLE) AS score, CAST(NULL AS VARCHAR) AS contributions WHERE 1 = 0`;

async function trainAndScore({ engine, write }: StageContext, rules: readonly Rule[]): Promise<void> {
  const columns = await riskColumns(engine, rules);
  const published = publishedModel(await readExamples(engine, columns, { most: mostExamples }));
  const keep = (content: unknown): Promise<void> =>
    write("risk_model", `SELECT '${JSON.stringify(content).replaceAll("'", "''")}' AS content`);
  if (!("file" in published)) {
    await keep({ untrained: published });
    return write("account_risk", noScores);
  }
  const recent = (await warehouseTables(engine)).has("events");
  await engine.execute(`CREATE OR REPLACE TEMP TABLE risk_rows AS ${latestRows(columns, recent)}`);
  const { table, samples } = await scoreAccounts(engine, "temp.risk_rows", published.file);
  await keep({ ...published, samples });
  await write(
    "account_risk",
    `SELECT account_id, '${published.file.version}' AS model_version, CAST(score AS DOUBLE) AS score, contributions FROM temp.${table} ORDER BY account_id`,
  );
  await engine.execute(`DROP TABLE temp.risk_rows; DROP TABLE temp.${table}`);
}
