import type { Receipt } from "../../src/lib/rule/enforce/index.js";
import { openDuckDB } from "../engine/duckdb.js";
import type { Reporter } from "../pipeline/reporter.js";
import { BatchStore } from "../rules/enforce/batch-store.js";
import { readBrakes } from "../rules/enforce/brakes-file.js";
import type { EnforcePaths } from "../rules/enforce/enforce.js";
import { planReversal } from "../rules/enforce/plan-reversal.js";
import { planRules } from "../rules/enforce/plan-rules.js";
import { planSelection } from "../rules/enforce/plan-selection.js";
import type { Plan } from "../rules/enforce/plan.js";
import { readSelection } from "../rules/enforce/read-selection.js";
import { limitsOf, type EnforceOptions } from "./enforce-options.js";
import { bringUpToDate } from "./bring-up-to-date.js";

/** The batch that the options ask for. A reversal needs no more than the receipt; all else is made from a warehouse that is up to date. */
export async function makePlan(
  paths: EnforcePaths,
  options: EnforceOptions,
  reversed: Receipt | undefined,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Plan> {
  const receipts = new BatchStore(paths.folder).receipts();
  if (reversed !== undefined) return planReversal(options.reverse ?? "", reversed, receipts);
  const selected = options.accounts === undefined ? undefined : readSelection(options.accounts);
  const { rules, pipeline } = await bringUpToDate(options, reporter, signal);
  const engine = await openDuckDB({ path: pipeline.warehouse, readOnly: true });
  const context = { limits: limitsOf(options), now: new Date(), receipts };
  try {
    if (selected !== undefined)
      return await planSelection(engine, { ...context, file: options.accounts ?? "", selected });
    const brakes = readBrakes(paths.brakes);
    return await planRules(engine, { ...context, rules, brakes, since: options.since });
  } finally {
    await engine.close();
  }
}
