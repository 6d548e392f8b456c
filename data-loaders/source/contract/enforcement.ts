import { canonicalTable, optional, required } from "./table.js";

export const actions = canonicalTable(
  "actions",
  "What was done about accounts and content.",
  {
    action_id: required("VARCHAR", "Names the action."),
    account_id: required("VARCHAR", "Whom it was taken against."),
    event_id: optional("VARCHAR", "The content that it was taken against, if not the account."),
    action_type: required("VARCHAR", "What was done.", {
      values: [
        "challenge",
        "label",
        "visibility_limit",
        "interaction_limit",
        "content_remove",
        "account_lock",
        "account_suspend",
        "none",
      ],
    }),
    policy_id: required("VARCHAR", "The policy that was broken."),
    action_at: required("TIMESTAMP", "When."),
    expires_at: optional("TIMESTAMP", "When it ends by itself."),
    source_type: required("VARCHAR", "What led to it, in the terms of the EU DSA.", {
      values: ["user_report", "own_initiative", "appeal", "other"],
    }),
    automated_detection: required("BOOLEAN", "Whether a machine found it."),
    automated_decision: required("BOOLEAN", "Whether a machine decided it."),
    first_report_at: optional("TIMESTAMP", "First report by a user, if there was one."),
    views_before: optional("BIGINT", "Views of the content before the action.", { min: 0 }),
    reversed_at: optional("TIMESTAMP", "When it was taken back."),
    via_appeal: optional("BOOLEAN", "Whether it was taken back because of an appeal."),
  },
  {
    key: ["action_id"],
    references: [
      { column: "account_id", table: "accounts", key: "account_id" },
      { column: "event_id", table: "events", key: "event_id" },
      { column: "policy_id", table: "policies", key: "policy_id" },
    ],
    time: "action_at",
    order: [
      ["action_at", "expires_at"],
      ["action_at", "reversed_at"],
    ],
  },
);

export const actionRules = canonicalTable(
  "action_rules",
  "The hits that led to an action.",
  {
    action_id: required("VARCHAR", "The action."),
    hit_id: required("VARCHAR", "The hit."),
    is_primary: required("BOOLEAN", "Whether it is the hit that the action is counted for."),
  },
  {
    key: ["action_id", "hit_id"],
    references: [
      { column: "action_id", table: "actions", key: "action_id" },
      { column: "hit_id", table: "rule_hits", key: "hit_id" },
    ],
  },
);

export const appeals = canonicalTable(
  "appeals",
  "What users asked to have taken back.",
  {
    appeal_id: required("VARCHAR", "Names the appeal."),
    action_id: required("VARCHAR", "The action that it is against."),
    filed_at: required("TIMESTAMP", "When it was filed."),
    outcome: required("VARCHAR", "How it ended.", {
      values: ["upheld", "overturned", "withdrawn", "pending"],
    }),
    decided_at: optional("TIMESTAMP", "When it was decided."),
    reviewer_id: optional("VARCHAR", "Who decided, as a code."),
  },
  {
    key: ["appeal_id"],
    references: [{ column: "action_id", table: "actions", key: "action_id" }],
    time: "filed_at",
    order: [["filed_at", "decided_at"]],
  },
);

export const publishedMetrics = canonicalTable(
  "published_metrics",
  "Figures as first published and as later restated, one row for each release.",
  {
    series: required("VARCHAR", "Who published it, and about what."),
    period: required("VARCHAR", "The period that it is about, e.g. 2022Q4."),
    metric: required("VARCHAR", "What was measured."),
    value: required("DOUBLE", "The figure."),
    release: required("VARCHAR", "The release that it stood in."),
    released_on: required("DATE", "Date of the release."),
  },
  { key: ["series", "period", "metric", "release"] },
);
