import type { Stage, TableRead } from "../pipeline/stage.js";
import type { Rule } from "../rules/read-rules.js";
import { usedColumns } from "../rules/rule-accounts.js";
import { featureCode, withFeatures } from "./build-features.js";

const reads: readonly TableRead[] = [
  {
    table: "accounts",
    columns: [
      "account_id",
      "handle",
      "bio",
      "avatar_hash",
      "created_at",
      "followers",
      "following",
      "is_verified",
    ],
  },
  {
    table: "events",
    columns: ["event_id", "account_id", "event_type", "occurred_at", "media_hash"],
  },
  {
    table: "sessions",
    optional: {
      session_id: "VARCHAR",
      account_id: "VARCHAR",
      kind: "VARCHAR",
      started_at: "TIMESTAMP",
      ip_prefix_h: "VARCHAR",
      device_h: "VARCHAR",
      challenge_result: "VARCHAR",
    },
  },
  {
    table: "event_objects",
    optional: { event_id: "VARCHAR", kind: "VARCHAR", object_id: "VARCHAR" },
  },
  { table: "reports", optional: { account_id: "VARCHAR", reported_at: "TIMESTAMP" } },
];

/**
 * The stage that makes the features that rules are evaluated over; none where a source has no rules. Only columns that some rule
 * names are kept.
 */
export function featureStages(rules: readonly Rule[]): Stage[] {
  if (rules.length === 0) return [];
  const columns = usedColumns(rules);
  return [
    {
      name: "account_features",
      title: "Features of accounts",
      reads,
      writes: [{ table: "account_features" }],
      run: ({ engine, write }) =>
        withFeatures(engine, (select) => write("account_features", select), columns),
      modules: [new URL(import.meta.url)],
      parameters: JSON.stringify([columns, featureCode()]),
    },
  ];
}
