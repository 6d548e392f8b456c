import type { Stage, TableRead } from "../pipeline/stage.js";
import { evaluatedHits } from "./evaluated-hits.js";
import { readsOf } from "./optional-reads.js";
import { namesRisk, scoredFeatures } from "./risk-score.js";
import type { Rule } from "./read-rules.js";
import { ruleAccounts } from "./rule-accounts.js";

const modules = [new URL(import.meta.url)];

/**
 * From features, hits and reviews to what rules are judged by. What rests on rule files alone is made where the source has some.
 *
 * @param rules every rule of the source's folder
 */
export function ruleStages(rules: readonly Rule[]): Stage[] {
  return [...(rules.length > 0 ? evaluationStages(rules) : [evaluatedNothing]), ...judgementStages(rules)];
}

/** Stands for the hits of rule files in a source without any. */
const evaluatedNothing: Stage = {
  name: "evaluated_hits",
  title: "Hits of the rule files",
  reads: [],
  writes: [{ table: "evaluated_hits" }],
  run: (context) =>
    context.write(
      "evaluated_hits",
      evaluatedHits([], { accounts: "account_features", events: "event_features" }),
    ),
  modules,
};

function evaluationStages(rules: readonly Rule[]): Stage[] {
  const parameters = JSON.stringify(
    rules.map(({ rule, when, periods }) => [rule.id, rule.grain, rule.hold_out, when, periods]),
    (key, value: unknown) => (key === "at" ? undefined : value),
  );
  const events = rules.some(({ rule }) => rule.grain === "event");
  const scored = rules.some(namesRisk);
  const tables = { accounts: scoredFeatures(scored), events: "event_features" };
  const read = [{ table: "account_features" }, ...(scored ? [{ table: "risk_scores" }] : [])];
  return [
    {
      name: "evaluated_hits",
      title: "Hits of the rule files",
      reads: [...read, ...(events ? [{ table: tables.events }] : [])],
      writes: [{ table: "evaluated_hits" }],
      run: (context) =>
        context.write(
          "evaluated_hits",
          `SELECT * FROM (${evaluatedHits(rules, tables)}) AS hits ORDER BY hit_at, rule_id, version, account_id, event_id`,
        ),
      modules,
      parameters,
    },
    {
      name: "rule_accounts",
      title: "Accounts for the rule lab",
      reads: [
        ...read,
        { table: "accounts", columns: ["account_id", "country", "lang", "created_at"] },
        { table: "account_labels" },
        { table: "framed_accounts" },
        readsOf.jobs,
      ],
      writes: [{ table: "rule_accounts" }],
      run: (context) => context.write("rule_accounts", ruleAccounts(rules)),
      modules,
      parameters,
    },
  ];
}

function judgementStages(rules: readonly Rule[]): Stage[] {
  const files = rules.map(({ rule }) => [rule.id, rule.policy]);
  return [
    {
      name: "rule_policies",
      title: "Policy of each rule",
      reads: [readsOf.rules],
      writes: [{ table: "rule_policies" }],
      run: (context) => context.write("rule_policies", rulePolicies(rules)),
      modules,
      parameters: JSON.stringify(files),
    },
    sqlStage("policy_bits", "A bit for each policy", [{ table: "rule_policies" }]),
    sqlStage("framed_accounts", "Accounts that reviews could reach", [readsOf.hits, readsOf.jobs]),
    sqlStage("judged_jobs", "What judged jobs stand for", [
      readsOf.jobs,
      readsOf.hits,
      readsOf.labels,
      readsOf.features,
      { table: "rule_policies" },
      { table: "policy_bits" },
      { table: "framed_accounts" },
    ]),
    sqlStage("account_labels", "One label for each reviewed account", [{ table: "judged_jobs" }]),
    sqlStage("hit_facts", "Hits that rules are judged by", [readsOf.hits, readsOf.evaluated]),
    sqlStage("rule_days", "Hits by rule, version and day", [{ table: "hit_facts" }]),
    sqlStage("rule_reach", "Accounts that each rule hit", [
      { table: "hit_facts" },
      { table: "account_labels" },
      { table: "rule_policies" },
      { table: "policy_bits" },
    ]),
    sqlStage("rule_contributions", "What each rule adds", [{ table: "rule_reach" }]),
    sqlStage("rule_union", "True positives of acting rules together", [
      { table: "rule_reach" },
      { table: "account_labels" },
      { table: "policy_bits" },
    ]),
    sqlStage("rule_overlaps", "Accounts that two rules hit", [{ table: "rule_reach" }]),
    sqlStage("rule_segments", "Wrong hits by segment", [{ table: "rule_reach" }, readsOf.accounts]),
    sqlStage("rule_holdouts", "Accounts held out, and others", [
      { table: "hit_facts" },
      readsOf.events,
      readsOf.actions,
    ]),
    sqlStage("rule_parity", "Rule files against the platform", [
      readsOf.evaluated,
      readsOf.hits,
      { table: "rule_policies" },
    ]),
    sqlStage("rule_samples", "Hits to look at", [{ table: "hit_facts" }, { table: "rule_reach" }]),
  ];
}

/** SELECT of the policy of each rule: that of its file, else of the platform's table. */
function rulePolicies(rules: readonly Rule[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const rows = rules.map(({ rule }) => `(${quoted(rule.id)}, ${quoted(rule.policy)})`);
  const named = rules.map(({ rule }) => quoted(rule.id));
  const platform = `SELECT rule_id AS rule, policy_id, 0 AS is_file FROM rules${named.length > 0 ? ` WHERE rule_id NOT IN (${named.join(", ")})` : ""}`;
  return rows.length === 0
    ? `${platform} ORDER BY rule`
    : `SELECT rule, policy_id, 1 AS is_file FROM (VALUES ${rows.join(", ")}) AS files (rule, policy_id)
UNION ALL ${platform} ORDER BY rule`;
}

function sqlStage(name: string, title: string, reads: readonly TableRead[]): Stage {
  return {
    name,
    title,
    reads,
    writes: [{ table: name, sql: new URL(`./sql/${name}.sql`, import.meta.url) }],
  };
}
