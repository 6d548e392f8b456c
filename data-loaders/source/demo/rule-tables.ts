import type { Engine } from "../../engine/engine.js";
import { logicHash, type Rule } from "../../rules/read-rules.js";

const policyNames: readonly (readonly [id: string, name: string, category: string])[] = [
  ["link_spam", "Link spam", "SCAMS_AND_FRAUD"],
  ["engagement_spam", "Engagement spam", "PLATFORM_MANIPULATION"],
  ["fake_account", "Fake accounts", "PLATFORM_MANIPULATION"],
  ["coordinated_activity", "Coordinated activity", "PLATFORM_MANIPULATION"],
  ["impersonation", "Impersonation", "SCAMS_AND_FRAUD"],
  ["financial_scam", "Financial scams", "SCAMS_AND_FRAUD"],
  ["reused_media", "Reused media", "PLATFORM_MANIPULATION"],
  ["compromised_account", "Compromised accounts", "SCAMS_AND_FRAUD"],
];

/** Makes the tables that say which rules and policies the simulated platform has: `policies`, `rules` and their histories, and `rule_files`. */
export async function writeRuleTables(engine: Engine, rules: readonly Rule[]): Promise<void> {
  await table(engine, "policies", ["policy_id", "name", "dsa_category"], policyNames);
  await table(
    engine,
    "rules",
    ["rule_id", "name", "owner", "policy_id", "target_precision"],
    rules.map(({ rule }) => [rule.id, rule.title, rule.owner, rule.policy, rule.target_precision]),
  );
  await table(
    engine,
    "rule_files",
    ["rule_id", "action", "policy_id"],
    rules.map(({ rule }) => [rule.id, rule.action, rule.policy]),
  );
  const versions = rules.flatMap((rule) => {
    const first = new Map(rule.periods.toReversed().map((period) => [period.version, period]));
    return [...first.values()]
      .toReversed()
      .map((period) => [
        rule.rule.id,
        period.version,
        `${rule.rule.when.trim()} -- ${JSON.stringify(period.params)}`,
        logicHash(rule, period),
        rule.rule.kind,
        rule.rule.owner,
        `${period.from} 00:00:00`,
      ]);
  });
  await table(
    engine,
    "rule_versions",
    ["rule_id", "version", "definition", "logic_hash", "kind", "author", "created_at"],
    versions,
  );
  const changes = rules.flatMap(({ rule, periods }) =>
    periods.map((period) => [
      rule.id,
      period.version,
      period.state,
      period.rollout,
      `${period.from} 00:00:00`,
      rule.owner,
      period.why,
    ]),
  );
  await table(
    engine,
    "rule_state_changes",
    ["rule_id", "version", "state", "rollout_pct", "changed_at", "changed_by", "reason"],
    changes,
  );
}

async function table(
  engine: Engine,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Promise<void> {
  const values = rows.map(
    (row) =>
      `(${row.map((value) => (typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`)).join(", ")})`,
  );
  await engine.execute(
    `CREATE OR REPLACE TABLE ${name} AS SELECT * FROM (VALUES ${values.join(",\n")}) AS listed (${columns.join(", ")})`,
  );
}
