import type { LogisticModel } from "../../../src/lib/risk/model.js";
import type { Engine } from "../../engine/engine.js";
import { mostExamples } from "./published-model.js";
import { readExamples } from "./read-examples.js";
import type { RiskColumns } from "./risk-features.js";
import { modelFile, tooFew } from "./train-risk.js";

/** A model as it could have been trained at the beginning of a month, and the hours that it speaks of. */
export interface MonthlyModel {
  readonly version: string;
  readonly features: readonly string[];
  readonly model: LogisticModel;
  /** First hour, `YYYY-MM-DD HH:MM:SS`; all of its training lies before. */
  readonly from: string;
  /** First hour of the next model; null for the last. */
  readonly until: string | null;
}

/** As for the published model: so many labelled accounts of each class, times four, there must be. */
const folds = 5;

/**
 * The model of the beginning of each month, trained on accounts of which all judgements lie before: the logistic one, which costs least
 * and whose contributions are exact. Months before there were labels enough have none; where labels have no times, no month has.
 */
export async function monthlyModels(engine: Engine, columns: RiskColumns): Promise<MonthlyModel[]> {
  const months = await engine.query<{ month: string }>(
    `SELECT month FROM (SELECT DISTINCT @trunc('month', hour) AS month FROM account_features) AS months
    WHERE month > (SELECT min(decided_at) FROM review_decisions) ORDER BY month`,
  );
  const models: Omit<MonthlyModel, "until">[] = [];
  for (const { month: from } of months) {
    const labelled = await readExamples(engine, columns, { most: mostExamples, before: from });
    if (tooFew(labelled, folds) !== null) continue;
    const { version, features, model } = modelFile(labelled, "logistic", 0);
    if (model.kind === "logistic") models.push({ version, features, model, from });
  }
  return models.map((model, index) => ({ ...model, until: models[index + 1]?.from ?? null }));
}
