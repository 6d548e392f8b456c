import type { Engine } from "../../engine/engine.js";
import { withFeatures } from "../../features/build-features.js";
import { featureReads } from "../../features/stage.js";
import { warehouseTables } from "../../pipeline/manifest.js";
import { standIn } from "../../pipeline/run-stage.js";
import type { Rule } from "../../rules/read-rules.js";
import { loadedOwnColumns } from "../../source/own-columns.js";
import { flaggingRules, riskFeatures } from "./risk-features.js";
import { noRiskRows, riskRows } from "./risk-rows.js";

/**
 * Makes the temporary table `risk_rows` of a complete warehouse: what risk models learn from and score, empty where reviewers labelled no
 * account either way. It is made when a model is trained, not in every build: it takes every feature there is.
 *
 * @param asOf the day that a source without times says it describes, `YYYY-MM-DD`
 */
export async function makeRiskRows(
  engine: Engine,
  rules: readonly Rule[],
  asOf: string | null = null,
): Promise<void> {
  const write = (select: string): Promise<void> =>
    engine.execute(`CREATE OR REPLACE TEMP TABLE risk_rows AS ${select}`);
  const [labels] = await engine.query<{ violating: number; sound: number }>(
    "SELECT @count_if(violating = 1) AS violating, @count_if(violating = 0) AS sound FROM account_labels",
  );
  if (labels === undefined || labels.violating === 0 || labels.sound === 0) return write(noRiskRows());
  await standIn(engine, { reads: featureReads }, await warehouseTables(engine));
  const flags = flaggingRules(rules);
  const features = riskFeatures(await loadedOwnColumns(engine));
  const named = [...new Set([...features, ...flags.flatMap(({ rule }) => rule.columns)])];
  await withFeatures(engine, ({ accounts }) => write(riskRows({ accounts, features, flags })), {
    accounts: named,
    asOf,
  });
}
