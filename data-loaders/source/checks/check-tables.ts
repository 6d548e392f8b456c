import type { Engine } from "../../engine/engine.js";
import type { CheckResult } from "../../pipeline/source-tables.js";
import type { CanonicalTable } from "../contract/index.js";
import { checkTable } from "./check-table.js";
import { stalenessWarnings } from "./staleness.js";

/**
 * Checks loaded tables against the contract, links among them included.
 *
 * @param now the present, in milliseconds since 1970: no time of the data may be later
 */
export async function checkTables(
  engine: Engine,
  tables: readonly CanonicalTable[],
  now: number,
): Promise<CheckResult[]> {
  const options = {
    now: new Date(now).toISOString().slice(0, 19).replace("T", " "),
    present: new Set(tables.map(({ name }) => name)),
  };
  const results: CheckResult[] = [];
  for (const table of tables) results.push(...(await checkTable(engine, table, options)));
  if (results.every(({ severity }) => severity === "warn"))
    results.push(...(await stalenessWarnings(engine, tables)));
  return results;
}
