import type { Stage, TableRead } from "../pipeline/stage.js";
import { evaluatedHits } from "./evaluated-hits.js";
import type { Rule } from "./read-rules.js";
import { ruleAccounts } from "./rule-accounts.js";

const modules = [new URL(import.meta.url)];

const hits: TableRead = {
  table: "rule_hits",
  columns: ["hit_id", "rule_id", "account_id"],
  optional: { hit_id: "VARCHAR", rule_id: "VARCHAR", account_id: "VARCHAR" },
};

const jobs: TableRead = {
  table: "review_jobs",
  columns: ["job_id", "account_id", "hit_id", "queue", "stratum", "sample_design", "inclusion_prob"],
  optional: {
    job_id: "VARCHAR",
    account_id: "VARCHAR",
    hit_id: "VARCHAR",
    queue: "VARCHAR",
    stratum: "VARCHAR",
    sample_design: "VARCHAR",
    inclusion_prob: "DOUBLE",
  },
};

const labels: TableRead = { table: "job_labels", optional: { job_id: "VARCHAR", label: "VARCHAR" } };

/**
 * From features and reviews to what rules are judged by. None where a source has no rule files.
 *
 * @param rules every rule of the source's folder
 */
export function ruleStages(rules: readonly Rule[]): Stage[] {
  if (rules.length === 0) return [];
  const parameters = JSON.stringify(
    rules.map(({ rule, when, periods }) => [rule.id, rule.grain, rule.hold_out, when, periods]),
    (key, value: unknown) => (key === "at" ? undefined : value),
  );
  const events = rules.some(({ rule }) => rule.grain === "event");
  return [
    {
      name: "evaluated_hits",
      title: "Hits of the rule files",
      reads: [{ table: "account_features" }, ...(events ? [{ table: "event_features" }] : [])],
      writes: [{ table: "evaluated_hits" }],
      run: (context) =>
        context.write(
          "evaluated_hits",
          `SELECT * FROM (${evaluatedHits(rules, { accounts: "account_features", events: "event_features" })}) AS hits ORDER BY hit_at, rule_id, version, account_id, event_id`,
        ),
      modules,
      parameters,
    },
    sqlStage("framed_accounts", "Accounts that reviews could reach", [hits, jobs]),
    sqlStage("policy_bits", "A bit for each policy", [
      { table: "policies", columns: ["policy_id"], optional: { policy_id: "VARCHAR" } },
    ]),
    sqlStage("account_labels", "One label for each reviewed account", [
      jobs,
      hits,
      labels,
      {
        table: "rules",
        columns: ["rule_id", "policy_id"],
        optional: { rule_id: "VARCHAR", policy_id: "VARCHAR" },
      },
      { table: "policy_bits" },
      { table: "framed_accounts" },
      { table: "account_features" },
    ]),
    {
      name: "rule_accounts",
      title: "Accounts for the rule lab",
      reads: [
        { table: "account_features" },
        { table: "accounts", columns: ["account_id", "country", "lang", "created_at"] },
        { table: "account_labels" },
        { table: "framed_accounts" },
        jobs,
      ],
      writes: [{ table: "rule_accounts" }],
      run: (context) => context.write("rule_accounts", ruleAccounts(rules)),
      modules,
      parameters,
    },
  ];
}

function sqlStage(name: string, title: string, reads: readonly TableRead[]): Stage {
  return {
    name,
    title,
    reads,
    writes: [{ table: name, sql: new URL(`./sql/${name}.sql`, import.meta.url) }],
  };
}
