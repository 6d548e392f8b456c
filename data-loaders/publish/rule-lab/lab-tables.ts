import { labTables } from "../../../src/lib/rule/lab/lab-tables.js";
import { packAccounts } from "../../../src/lib/rule/report/index.js";
import { masksFor } from "../../../src/lib/rule/report/masks.js";
import { mostAccounts } from "../../rules/backtest/report-context.js";
import type { MadeTable } from "../tables/write-tables.js";

/**
 * The tables that the rule lab asks, in the order in which they can be made.
 *
 * @param running how many rules run
 */
export function labTablesToMake(running: number): MadeTable[] {
  const source = `(SELECT * FROM rule_accounts WHERE draw <= ${mostAccounts})`;
  const packed = packAccounts(source, masksFor(running), labTables);
  return (["kinds", "segments", "accounts"] as const).map((table) => ({
    name: labTables[table],
    select: packed[table],
  }));
}
