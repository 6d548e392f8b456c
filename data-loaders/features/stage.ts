import type { Engine } from "../engine/engine.js";
import { warehouseTables } from "../pipeline/manifest.js";
import type { Stage, TableRead } from "../pipeline/stage.js";
import { featureCode, withFeatures } from "./build-features.js";
import { loadedOwnColumns } from "./own-columns.js";
import { accountFactNames, eventFeatures } from "./registry.js";
import { type NamesFeatures, usedFeatures } from "./used-features.js";

/** What features are made of. */
export const featureReads: readonly TableRead[] = [
  { table: "accounts" },
  {
    table: "events",
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
 * The stage that makes the features that rules are evaluated over; none where a source has no rules. Of counts, those that some rule
 * names are kept; of an account's facts and the source's own numbers and flags, all, for the risk model: they cost next to nothing.
 * Features of events are made only where a rule is about events.
 *
 * @param asOf the day that a source without times says it describes, `YYYY-MM-DD`
 */
export function featureStages(rules: readonly NamesFeatures[], asOf: string | null = null): Stage[] {
  if (rules.length === 0) return [];
  const used = usedFeatures(rules);
  return [
    {
      name: "account_features",
      title: used.events === null ? "Features of accounts" : "Features of accounts and events",
      reads: featureReads,
      writes: [{ table: "account_features" }, ...(used.events === null ? [] : [{ table: "event_features" }])],
      run: async ({ engine, reporter, write }) => {
        await withFeatures(
          engine,
          async ({ accounts, events }) => {
            await write("account_features", accounts);
            if (used.events !== null) await write("event_features", events ?? noEvents(used.events));
          },
          { ...used, accounts: await keptFeatures(engine, used.accounts), asOf },
        );
        await warnOfUndated(engine, (line) => reporter.warn(line));
      },
      modules: [new URL(import.meta.url)],
      parameters: JSON.stringify([used, asOf, featureCode()]),
    },
  ];
}

/** What rules name, and every fact that a risk model can learn from. */
async function keptFeatures(engine: Engine, used: readonly string[]): Promise<string[]> {
  const { accounts: own = {} } = await loadedOwnColumns(engine);
  const numbers = Object.keys(own).filter((name) => own[name] !== "text");
  return [...new Set([...used, ...accountFactNames, ...numbers])].sort();
}

/** The features of no event, for rules about events of a source that has none. */
function noEvents(columns: readonly string[]): string {
  const types = { number: "BIGINT", text: "VARCHAR", boolean: "BOOLEAN" } as const;
  const listed = columns.map(
    (column) => `CAST(NULL AS ${types[eventFeatures[column]?.type ?? "text"]}) AS "${column}"`,
  );
  return `SELECT ${["CAST(NULL AS VARCHAR) AS event_id", "CAST(NULL AS VARCHAR) AS account_id", "CAST(NULL AS TIMESTAMP) AS occurred_at", ...listed].join(", ")} WHERE 1 = 0`;
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
