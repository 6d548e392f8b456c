import { canonicalTable, optional, required } from "./table.js";

export const policies = canonicalTable(
  "policies",
  "The policies that accounts and content are held to.",
  {
    policy_id: required("VARCHAR", "Names the policy."),
    name: required("VARCHAR", "What readers call it."),
    dsa_category: optional("VARCHAR", "Category of the EU DSA transparency database."),
  },
  { key: ["policy_id"] },
);

export const rules = canonicalTable(
  "rules",
  "Auto-enforcement rules.",
  {
    rule_id: required("VARCHAR", "Names the rule."),
    name: required("VARCHAR", "What readers call it."),
    owner: required("VARCHAR", "The team that keeps it."),
    policy_id: required("VARCHAR", "The policy that it enforces."),
    target_precision: optional("DOUBLE", "Precision that it must hold.", { above: 0, max: 1 }),
  },
  { key: ["rule_id"], references: [{ column: "policy_id", table: "policies", key: "policy_id" }] },
);

export const ruleVersions = canonicalTable(
  "rule_versions",
  "Every version of every rule.",
  {
    rule_id: required("VARCHAR", "The rule."),
    version: required("INTEGER", "Number of the version, from 1.", { min: 1 }),
    definition: required("VARCHAR", "The rule as it was written."),
    logic_hash: required("VARCHAR", "Hash of what the version does, not of how it is written."),
    kind: required("VARCHAR", "What decides.", { values: ["heuristic", "statistical", "ml"] }),
    author: optional("VARCHAR", "Who wrote it."),
    created_at: optional("TIMESTAMP", "When it was written."),
  },
  {
    key: ["rule_id", "version"],
    references: [{ column: "rule_id", table: "rules", key: "rule_id" }],
    time: "created_at",
  },
);

export const ruleStateChanges = canonicalTable(
  "rule_state_changes",
  "The life of rules.",
  {
    rule_id: required("VARCHAR", "The rule."),
    version: required("INTEGER", "The version.", { min: 1 }),
    state: required("VARCHAR", "The state that it came into.", {
      values: ["draft", "shadow", "review_only", "limited", "enforce", "paused", "retired"],
    }),
    rollout_pct: optional("DOUBLE", "Share of accounts that it applies to, in percent.", {
      min: 0,
      max: 100,
    }),
    changed_at: required("TIMESTAMP", "When."),
    changed_by: required("VARCHAR", "By which team."),
    reason: required("VARCHAR", "Why."),
  },
  { references: [{ column: "rule_id", table: "rules", key: "rule_id" }], time: "changed_at" },
);

export const ruleRunStats = canonicalTable(
  "rule_run_stats",
  "How often rules ran and hit, by period.",
  {
    rule_id: required("VARCHAR", "The rule."),
    version: required("INTEGER", "The version.", { min: 1 }),
    environment: required("VARCHAR", "Where it ran."),
    bucket_start: required("TIMESTAMP", "Start of the period."),
    runs: required("BIGINT", "Times that it was evaluated.", { min: 0 }),
    hits: required("BIGINT", "Times that it hit.", { min: 0 }),
    hit_accounts: required("BIGINT", "Distinct accounts that it hit.", { min: 0 }),
  },
  {
    key: ["rule_id", "version", "environment", "bucket_start"],
    references: [{ column: "rule_id", table: "rules", key: "rule_id" }],
    time: "bucket_start",
  },
);

export const ruleHits = canonicalTable(
  "rule_hits",
  "What rules hit on the platform.",
  {
    hit_id: required("VARCHAR", "Names the hit."),
    rule_id: required("VARCHAR", "The rule."),
    version: required("INTEGER", "The version.", { min: 1 }),
    environment: required("VARCHAR", "Where the rule ran.", {
      values: ["live", "shadow", "backtest", "retroaction", "manual"],
    }),
    event_id: optional("VARCHAR", "The event hit, for rules about events."),
    account_id: required("VARCHAR", "The account hit."),
    hit_at: required("TIMESTAMP", "When."),
    score: optional("DOUBLE", "Score, for statistical and learnt rules."),
    held_out: required(
      "BOOLEAN",
      "Whether the account was left alone on purpose, to measure the counterfactual.",
    ),
  },
  {
    key: ["hit_id"],
    references: [
      { column: "rule_id", table: "rules", key: "rule_id" },
      { column: "event_id", table: "events", key: "event_id" },
      { column: "account_id", table: "accounts", key: "account_id" },
    ],
    time: "hit_at",
  },
);
