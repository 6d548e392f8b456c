import type { SumRow } from "../../../src/lib/metrics/definition.js";
import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";

/** Rows of the warehouse that overviews are made of, each table by rule. */
export interface OverviewTables {
  rows(table: string, rule: string): readonly SumRow[];
  /** All rows of a table, whatever the rule. */
  all(table: string): readonly SumRow[];
  has(table: string): boolean;
}

const queries: Readonly<Record<string, string>> = {
  metric_rule_labels: "SELECT *, @date_text(day) AS month FROM metric_rule_labels",
  metric_reviewer_gold: "SELECT *, '' AS rule FROM metric_reviewer_gold",
  metric_actions_by_rule: "SELECT rule, sum(actions) AS actions FROM metric_actions_by_rule GROUP BY rule",
  rule_days: "SELECT rule, version, @date_text(day) AS day, hits FROM rule_days",
  rule_contributions: "SELECT * FROM rule_contributions",
  rule_union: "SELECT *, '' AS rule FROM rule_union",
  rule_overlaps:
    "SELECT rule, other, both_accounts FROM rule_overlaps UNION ALL SELECT other AS rule, rule AS other, both_accounts FROM rule_overlaps",
  rule_segments: "SELECT * FROM rule_segments",
  rule_holdouts: "SELECT * FROM rule_holdouts",
  rule_parity: "SELECT * FROM rule_parity",
  rule_samples:
    "SELECT rule, place, version, environment, account_id, @date_text(@day(hit_at)) AS day, label FROM rule_samples",
  rules: "SELECT rule_id AS rule, name, owner, policy_id, target_precision FROM rules",
  rule_state_changes:
    "SELECT rule_id AS rule, version, state, coalesce(rollout_pct, 100) AS rollout, @date_text(@day(changed_at)) AS day, reason, changed_at FROM rule_state_changes",
};

/** Reads what overviews need; a table that there is not has no rows. */
export async function overviewTables(engine: Engine): Promise<OverviewTables> {
  const present = await warehouseTables(engine);
  const tables = new Map<string, Map<string, SumRow[]>>();
  for (const [table, query] of Object.entries(queries)) {
    if (!present.has(table)) continue;
    const byRule = new Map<string, SumRow[]>();
    for (const row of await engine.query<SumRow>(`${query} ORDER BY ALL`)) {
      const rule = String(row["rule"] ?? "");
      const rows = byRule.get(rule);
      if (rows === undefined) byRule.set(rule, [row]);
      else rows.push(row);
    }
    tables.set(table, byRule);
  }
  return {
    rows: (table, rule) => tables.get(table)?.get(rule) ?? [],
    all: (table) => [...(tables.get(table)?.values() ?? [])].flat(),
    has: (table) => present.has(table),
  };
}
