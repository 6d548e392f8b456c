import type { Stage, TableRead } from "../pipeline/stage.js";

const accounts: TableRead = {
  table: "accounts",
  columns: ["account_id", "country"],
  optional: { account_id: "VARCHAR", country: "VARCHAR" },
};

const eventSurfaces: TableRead = {
  table: "events",
  columns: ["event_id", "account_id", "surface"],
  optional: { event_id: "VARCHAR", account_id: "VARCHAR", surface: "VARCHAR" },
};

const reviewDecisions: TableRead = {
  table: "review_decisions",
  optional: { job_id: "VARCHAR", label: "VARCHAR", decided_at: "TIMESTAMP" },
};

/** A stage that writes one table with the SELECT of the SQL file of the same name. */
function sqlStage(name: string, title: string, reads: readonly TableRead[], day?: string): Stage {
  return {
    name,
    title,
    reads,
    writes: [{ table: name, ...(day ? { day } : {}), sql: new URL(`./sql/${name}.sql`, import.meta.url) }],
  };
}

function eventsBy(columns: readonly string[]): TableRead {
  return { table: "events", day: "@day(occurred_at)", columns: ["occurred_at", ...columns] };
}

const actionFacts: TableRead = { table: "action_facts" };

/** From the canonical tables to the aggregates that are published: all tables named `cube_…`, and what they are made of. */
export const publishStages: readonly Stage[] = [
  sqlStage(
    "cube_events",
    "Events by day, surface and country",
    [eventsBy(["account_id", "surface", "views"]), accounts],
    "day",
  ),
  sqlStage(
    "cube_events_by_kind",
    "Events by day, kind and language",
    [eventsBy(["event_type", "lang", "views"])],
    "day",
  ),
  sqlStage("cube_events_by_hour", "Events by hour", [eventsBy([])], "day"),
  sqlStage("account_days", "Accounts by active day", [eventsBy(["account_id"])], "day"),
  sqlStage("cube_active_accounts", "Active accounts", [{ table: "account_days" }]),
  sqlStage(
    "daily_objects",
    "Hashtags and domains by day",
    [
      eventsBy(["event_id", "account_id"]),
      {
        table: "event_objects",
        from: "event_objects LEFT JOIN events USING (event_id)",
        day: "@day(events.occurred_at)",
      },
    ],
    "day",
  ),
  sqlStage("cube_top_objects", "Hashtags and domains that lead", [{ table: "daily_objects" }]),
  sqlStage(
    "cube_reports",
    "User reports by day",
    [{ table: "reports", day: "@day(reported_at)" }, accounts],
    "day",
  ),
  sqlStage("cube_hits", "Rule hits by day", [{ table: "rule_hits", day: "@day(hit_at)" }], "day"),
  sqlStage("action_facts", "Actions with where they were taken", [
    { table: "actions" },
    eventSurfaces,
    accounts,
  ]),
  sqlStage("cube_actions", "Actions by policy and surface", [actionFacts]),
  sqlStage("cube_actions_by_country", "Actions by policy and country", [actionFacts]),
  sqlStage("cube_actions_by_rule", "Actions by rule", [
    actionFacts,
    { table: "action_rules" },
    { table: "rule_hits", columns: ["hit_id", "rule_id"] },
  ]),
  sqlStage("appeal_facts", "Appeals by action", [{ table: "appeals" }]),
  sqlStage("cube_appeals", "Appeals by policy and surface", [actionFacts, { table: "appeal_facts" }]),
  sqlStage("cube_appeals_by_country", "Appeals by policy and country", [
    actionFacts,
    { table: "appeal_facts" },
  ]),
  sqlStage("cube_put_right", "Days until an action was put right", [actionFacts]),
  sqlStage("job_labels", "One label for each reviewed job", [{ table: "review_decisions" }]),
  sqlStage("cube_audits", "Audits of actions", [
    actionFacts,
    { table: "job_labels" },
    { table: "action_rules" },
    { table: "review_jobs" },
  ]),
  sqlStage("cube_precision_strata", "Labels by rule, version and stratum", [
    { table: "review_jobs" },
    { table: "job_labels" },
    { table: "rule_hits", columns: ["hit_id", "rule_id", "version", "hit_at"] },
  ]),
  sqlStage("cube_reviewer_gold", "Reviewers on gold items", [
    { table: "review_jobs", columns: ["job_id", "gold_label"] },
    { table: "review_decisions" },
  ]),
  sqlStage("cube_prevalence", "Prevalence samples by surface", [
    { table: "prevalence_samples" },
    eventSurfaces,
    accounts,
  ]),
  sqlStage("cube_prevalence_by_country", "Prevalence samples by country", [
    { table: "prevalence_samples" },
    eventSurfaces,
    accounts,
  ]),
  sqlStage("cube_time_to_action", "Time from detection to action", [
    { table: "rule_hits", columns: ["hit_at", "environment", "held_out", "event_id", "account_id"] },
    { table: "actions", columns: ["action_at", "action_type", "event_id", "account_id"] },
    {
      table: "reports",
      columns: ["reported_at", "event_id", "account_id"],
      optional: { reported_at: "TIMESTAMP", event_id: "VARCHAR", account_id: "VARCHAR" },
    },
    {
      table: "review_jobs",
      columns: ["job_id", "event_id", "account_id"],
      optional: { job_id: "VARCHAR", event_id: "VARCHAR", account_id: "VARCHAR" },
    },
    reviewDecisions,
  ]),
  sqlStage("cube_challenges", "Challenges issued and passed", [
    { table: "sessions", columns: ["account_id", "started_at", "kind", "challenge_result"] },
    accounts,
  ]),
  sqlStage("cube_published_figures", "Published figures as released and restated", [
    { table: "published_metrics" },
  ]),
];
