import type { ScoredSample } from "../../../src/lib/risk/card.js";
import type { ModelFile } from "../../../src/lib/risk/model.js";
import { explainedScore, largestContributions } from "../../../src/lib/risk/score.js";
import type { Engine } from "../../engine/engine.js";

/** Contributions that are kept of each account. */
const mostContributions = 6;

/** Rows that are handed to the database at once. */
const batchRows = 16_384;

/** Places in the order of scores, from the highest, of the accounts that are kept as examples. */
const sampled = [
  ["the highest score", 0],
  ["the hundredth highest", null],
  ["one in ten scores higher", 0.1],
  ["half score higher", 0.5],
  ["the lowest score", 1],
] as const;

/** Accounts that were scored. */
export interface Scored {
  /** Table of account_id, score and contributions, all texts. */
  readonly table: string;
  readonly samples: ScoredSample[];
}

/**
 * Scores every row of a table that has `account_id` and each feature of the model as DOUBLE, in typed arrays, and appends
 * the scores to a temporary table.
 */
export async function scoreAccounts(engine: Engine, rows: string, file: ModelFile): Promise<Scored> {
  const { features, model } = file;
  const named = features.map((feature) => JSON.stringify(feature));
  const listed = features.map((feature) => `"${feature}"`).join(", ");
  const columns = await engine.doubles(`SELECT ${listed} FROM ${rows} ORDER BY account_id`);
  const { account_id: accounts = [] } = await engine.columns(
    `SELECT account_id FROM ${rows} ORDER BY account_id`,
  );
  const scores = new Float64Array(accounts.length);
  const valuesOf = (row: number, into: Float64Array): Float64Array => {
    for (const [feature, column] of columns.entries()) into[feature] = column[row] ?? Number.NaN;
    return into;
  };
  const table = "scored_accounts";
  await engine.execute(
    `CREATE OR REPLACE TEMP TABLE ${table} (account_id VARCHAR, score VARCHAR, contributions VARCHAR)`,
  );
  async function* batches(): AsyncGenerator<string[][]> {
    const [values, into] = [new Float64Array(features.length), new Float64Array(features.length)];
    for (let start = 0; start < accounts.length; start += batchRows) {
      const batch: string[][] = [];
      for (let row = start; row < Math.min(accounts.length, start + batchRows); row++) {
        const { score, contributions } = explainedScore(model, valuesOf(row, values), into);
        scores[row] = score;
        batch.push([String(accounts[row]), String(score), listOf(named, values, contributions)]);
      }
      yield batch;
    }
  }
  await engine.append(table, batches());
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const samples = sampled.flatMap(([name, share]): ScoredSample[] => {
    const place = share === null ? 99 : Math.floor(share * (order.length - 1));
    const row = order[place];
    if (row === undefined) return [];
    const values = valuesOf(row, new Float64Array(features.length));
    const { score, contributions } = explainedScore(model, values);
    return [
      {
        name,
        values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
        score,
        contributions: [...contributions],
      },
    ];
  });
  return { table, samples };
}

/**
 * JSON of the features that bear on a score the most: their names, values (null where unknown) and what they add to log-odds.
 *
 * @param named names of features as JSON
 */
function listOf(named: readonly string[], values: Float64Array, contributions: Float64Array): string {
  const largest = largestContributions(contributions, mostContributions).map((feature) => {
    const value = values[feature] ?? Number.NaN;
    const contribution = Math.round((contributions[feature] ?? 0) * 1e6) / 1e6;
    return `{"feature":${named[feature] ?? '""'},"value":${Number.isNaN(value) ? "null" : value},"contribution":${contribution}}`;
  });
  return `[${largest.join(",")}]`;
}
