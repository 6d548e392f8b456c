import type { TableRead } from "../pipeline/stage.js";

/** A read of a canonical table that a stage can do without, where the source lacks it. */
function optionalRead(table: string, columns: Readonly<Record<string, string>>): TableRead {
  return { table, columns: Object.keys(columns), optional: columns };
}

const text = "VARCHAR";

export const readsOf = {
  hits: optionalRead("rule_hits", {
    hit_id: text,
    rule_id: text,
    version: "INTEGER",
    environment: text,
    account_id: text,
    event_id: text,
    hit_at: "TIMESTAMP",
    held_out: "BOOLEAN",
  }),
  jobs: optionalRead("review_jobs", {
    job_id: text,
    account_id: text,
    hit_id: text,
    queue: text,
    stratum: text,
    sample_design: text,
    inclusion_prob: "DOUBLE",
  }),
  decisions: optionalRead("review_decisions", {
    decision_id: text,
    job_id: text,
    label: text,
    decided_at: "TIMESTAMP",
  }),
  labels: { table: "job_labels", optional: { job_id: text, label: text } },
  rules: optionalRead("rules", { rule_id: text, policy_id: text }),
  accounts: optionalRead("accounts", {
    account_id: text,
    country: text,
    lang: text,
    created_at: "TIMESTAMP",
  }),
  events: optionalRead("events", { account_id: text, occurred_at: "TIMESTAMP", views: "BIGINT" }),
  actions: optionalRead("actions", { account_id: text, action_type: text, action_at: "TIMESTAMP" }),
  features: { table: "account_features", optional: { account_id: text, hour: "TIMESTAMP" } },
  evaluated: {
    table: "evaluated_hits",
    optional: {
      rule_id: text,
      version: "INTEGER",
      account_id: text,
      event_id: text,
      hit_at: "TIMESTAMP",
      state: text,
      held_out: "BOOLEAN",
    },
  },
} as const satisfies Record<string, TableRead>;
