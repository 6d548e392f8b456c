import { featureCode, withFeatures } from "../../features/build-features.js";
import { featureReads } from "../../features/stage.js";
import type { Stage, StageContext } from "../../pipeline/stage.js";
import { readsOf } from "../../rules/optional-reads.js";
import type { Rule } from "../../rules/read-rules.js";
import type { RunningRule } from "../../rules/running.js";
import { loadedOwnColumns } from "../../source/own-columns.js";
import { flaggingRules, riskFeatures } from "./risk-features.js";
import { noRiskRows, riskRows } from "./risk-rows.js";

/**
 * The stage that makes what risk models learn from and score, empty where reviewers labelled no account; none where a source has no
 * rules, of whose features it makes use.
 *
 * @param asOf the day that a source without times says it describes, `YYYY-MM-DD`
 */
export function riskStages(rules: readonly Rule[], asOf: string | null = null): Stage[] {
  if (rules.length === 0) return [];
  const flags = flaggingRules(rules);
  const logic = flags.map(({ rule, period }) => [rule.rule.id, rule.when, period.params]);
  return [
    {
      name: "risk_rows",
      title: "Accounts for the risk model",
      reads: [
        ...featureReads,
        { table: "account_features" },
        { table: "account_labels" },
        readsOf.jobs,
        readsOf.decisions,
      ],
      writes: [{ table: "risk_rows" }],
      run: (context) => writeRows(context, flags, asOf),
      modules: [new URL(import.meta.url)],
      parameters: JSON.stringify([logic, asOf, featureCode()], (key, value: unknown) =>
        key === "at" ? undefined : value,
      ),
    },
  ];
}

async function writeRows(
  { engine, write }: StageContext,
  flags: readonly RunningRule[],
  asOf: string | null,
): Promise<void> {
  const [labels] = await engine.query<{ violating: number; sound: number }>(
    "SELECT @count_if(violating = 1) AS violating, @count_if(violating = 0) AS sound FROM account_labels",
  );
  if (labels === undefined || labels.violating === 0 || labels.sound === 0)
    return write("risk_rows", noRiskRows());
  const features = riskFeatures(await loadedOwnColumns(engine));
  const named = [...new Set([...features, ...flags.flatMap(({ rule }) => rule.columns)])];
  await withFeatures(engine, ({ accounts }) => write("risk_rows", riskRows({ accounts, features, flags })), {
    accounts: named,
    asOf,
  });
}
