import { onLogScale } from "../../../src/lib/risk/examples.js";
import type { LogisticModel } from "../../../src/lib/risk/model.js";
import type { MonthlyModel } from "./monthly-models.js";
import type { RiskColumns } from "./risk-features.js";
import { flagged } from "./risk-rows.js";

/**
 * Digits of scores in SQL: databases' logarithms may differ from ours in the last of sixteen digits, and no rule should hit by that.
 */
const digits = 9;

/** SELECT of account_id, hour, model_version and risk_score: every active hour, scored by the newest model trained before it. */
export function riskScores(models: readonly MonthlyModel[], columns: RiskColumns): string {
  if (models.length === 0) return noScores;
  const parts = models.map(({ version, features, model, from, until }) => {
    const rows = `SELECT * FROM account_features WHERE hour >= TIMESTAMP '${from}'${until === null ? "" : ` AND hour < TIMESTAMP '${until}'`}`;
    return `SELECT account_id, hour, '${version}' AS model_version, ${scoreSql(model, features)} AS risk_score
FROM (${flagged(rows, columns)}) AS f`;
  });
  return `SELECT * FROM (${parts.join("\nUNION ALL\n")}) AS scores ORDER BY account_id, hour`;
}

const noScores =
  "SELECT CAST(NULL AS VARCHAR) AS account_id, CAST(NULL AS TIMESTAMP) AS hour, CAST(NULL AS VARCHAR) AS model_version, CAST(NULL AS DOUBLE) AS risk_score WHERE 1 = 0";

/** SQL of a logistic model's score of a row with a DOUBLE column for each feature, NULL where unknown. */
export function scoreSql(model: LogisticModel, features: readonly string[]): string {
  const terms = features.flatMap((feature, index) => {
    const coefficient = model.coefficients[index] ?? 0;
    const [mean, scale] = [model.means[index] ?? 0, model.scales[index] ?? 1];
    const x = `"${feature}"`;
    const [low, high] = [model.lows[index] ?? 0, model.highs[index] ?? 0];
    const log = `CASE WHEN ${x} < ${literal(low)} THEN ${literal(onLogScale(low))} WHEN ${x} > ${literal(high)} THEN ${literal(onLogScale(high))} WHEN ${x} < 0 THEN -ln(1 - ${x}) ELSE ln(1 + ${x}) END`;
    return coefficient === 0
      ? []
      : [`coalesce(${literal(coefficient)} * ((${log} - ${literal(mean)}) / ${literal(scale)}), 0)`];
  });
  const logOdds = [literal(model.intercept), ...terms].join("\n + ");
  return `round(${literal(model.floor)} + ${literal(1 - model.floor)} / (1 + exp(-(${logOdds}))), ${digits})`;
}

function literal(value: number): string {
  return `CAST(${value} AS DOUBLE)`;
}
