import type { Engine } from "../../engine/engine.js";
import { FindingError } from "./finding-error.js";

export type QueryRow = Readonly<Record<string, unknown>>;

/**
 * Runs a query of a finding: one SELECT, nothing that writes.
 *
 * @throws FindingError with the finding, the key and the SQL, also when it is more than one statement or no SELECT
 */
export async function runQuery(
  engine: Engine,
  place: { file: string; key: string },
  sql: string,
): Promise<QueryRow[]> {
  const statement = checkedStatement(place, sql);
  try {
    await engine.query(`EXPLAIN SELECT * FROM (\n${statement}\n) AS finding_query`);
    return await engine.query<QueryRow>(statement);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new FindingError(place, `${message}\nThe query is\n${statement}`, { cause: error });
  }
}

/**
 * The query without a closing semicolon.
 *
 * @throws FindingError when it is more than one statement, or no SELECT
 */
export function checkedStatement(place: { file: string; key: string }, sql: string): string {
  const statement = sql.trim().replace(/;\s*$/, "");
  const bare = statement.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
  if (bare.includes(";") || !/^\s*(?:SELECT|WITH|FROM)\b/i.test(bare))
    throw new FindingError(place, `expected one SELECT; the query is\n${statement}`);
  return statement;
}
