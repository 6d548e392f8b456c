import type { Engine } from "../engine/engine.js";
import { warehouseTables } from "../pipeline/manifest.js";
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
      "posts",
      "is_verified",
    ],
  },
  {
    table: "events",
    columns: ["event_id", "account_id", "event_type", "occurred_at", "media_hash"],
    optional: {
      event_id: "VARCHAR",
      account_id: "VARCHAR",
      event_type: "VARCHAR",
      occurred_at: "TIMESTAMP",
      media_hash: "VARCHAR",
    },
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
 *
 * @param asOf the day that a source without times says it describes, `YYYY-MM-DD`
 */
export function featureStages(rules: readonly Rule[], asOf: string | null = null): Stage[] {
  if (rules.length === 0) return [];
  const columns = usedColumns(rules);
  return [
    {
      name: "account_features",
      title: "Features of accounts",
      reads,
      writes: [{ table: "account_features" }],
      run: async ({ engine, reporter, write }) => {
        await withFeatures(engine, (select) => write("account_features", select), { columns, asOf });
        await warnOfUndated(engine, (line) => reporter.warn(line));
      },
      modules: [new URL(import.meta.url)],
      parameters: JSON.stringify([columns, asOf, featureCode()]),
    },
  ];
}

async function warnOfUndated(engine: Engine, warn: (line: string) => void): Promise<void> {
  if ((await warehouseTables(engine)).has("events")) return;
  const [row] = await engine.query<{ accounts: number }>(
    "SELECT count(*) AS accounts FROM accounts WHERE account_id NOT IN (SELECT account_id FROM account_features)",
  );
  if (row !== undefined && row.accounts > 0)
    warn(
      `rules cannot be evaluated on ${row.accounts} accounts: the source has no events and does not say when they were made; say in source.yaml which day the data describe, e.g. \`as_of: 2026-01-31\``,
    );
}
