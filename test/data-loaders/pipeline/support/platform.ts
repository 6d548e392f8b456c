import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import { addDays } from "../../../../data-loaders/pipeline/days.js";
import { shortHash } from "../../../../data-loaders/pipeline/input-views.js";
import { silentReporter } from "../../../../data-loaders/pipeline/reporter.js";
import {
  runPipeline,
  type PipelineEffects,
  type PipelineResult,
} from "../../../../data-loaders/pipeline/run-pipeline.js";
import type { CheckResult, PipelineSource } from "../../../../data-loaders/pipeline/source-tables.js";
import type { Stage } from "../../../../data-loaders/pipeline/stage.js";

/** Rows of a small platform, in text as they stand in a VALUES list. */
export interface Platform {
  readonly events: readonly { id: number; account: number; day: number }[];
  readonly accounts: readonly { id: number; country: string; followers: number }[];
  readonly actions: readonly { id: number; day: number }[];
  readonly appeals: readonly { id: number; action: number; won: boolean }[] | null;
}

const firstDay = "2026-03-01";

export function dayOf(day: number): string {
  return addDays(firstDay, day);
}

const columns = {
  events: "event_id, account_id, occurred_at",
  accounts: "account_id, country, followers",
  actions: "action_id, action_at",
  appeals: "appeal_id, action_id, won",
} as const;

const types = {
  events: "CAST(event_id AS INTEGER), CAST(account_id AS INTEGER), CAST(occurred_at AS TIMESTAMP)",
  accounts: "CAST(account_id AS INTEGER), CAST(country AS VARCHAR), CAST(followers AS INTEGER)",
  actions: "CAST(action_id AS INTEGER), CAST(action_at AS TIMESTAMP)",
  appeals: "CAST(appeal_id AS INTEGER), CAST(action_id AS INTEGER), CAST(won AS BOOLEAN)",
} as const;

function valuesOf(platform: Platform): Record<keyof typeof columns, string[] | null> {
  return {
    events: platform.events.map(({ id, account, day }) => `(${id}, ${account}, '${dayOf(day)} 10:00:00')`),
    accounts: platform.accounts.map(({ id, country, followers }) => `(${id}, '${country}', ${followers})`),
    actions: platform.actions.map(({ id, day }) => `(${id}, '${dayOf(day)} 12:00:00')`),
    appeals: platform.appeals?.map(({ id, action, won }) => `(${id}, ${action}, ${won})`) ?? null,
  };
}

/** A source whose tables are the rows given. `loads` notes each table that is read. */
export function platformSource(
  platform: Platform,
  { loads = [], checks = [] }: { loads?: string[]; checks?: readonly CheckResult[] } = {},
): PipelineSource {
  const values = valuesOf(platform);
  const names = Object.keys(columns) as (keyof typeof columns)[];
  return {
    name: "platform",
    canonicalTables: names,
    checksHash: shortHash(JSON.stringify(checks)),
    check: async () => checks,
    tables: names.flatMap((table) => {
      const rows = values[table];
      if (rows === null) return [];
      const list = rows.length > 0 ? rows.join(", ") : `(${columns[table].replaceAll(/\w+/g, "NULL")})`;
      const where = rows.length > 0 ? "" : " WHERE 1 = 0";
      const select = `SELECT ${types[table]
        .split("), ")
        .map((cast, index) => `${cast.replace(/\)?$/, ")")} AS ${columns[table].split(", ")[index] ?? ""}`)
        .join(", ")} FROM (VALUES ${list}) AS rows (${columns[table]})${where}`;
      return [
        {
          table,
          codeHash: shortHash(table),
          timeColumn: table === "events" ? "occurred_at" : null,
          fingerprint: async () => shortHash(select),
          load: async (engine) => {
            loads.push(table);
            await engine.execute(`CREATE OR REPLACE TABLE ${table} AS ${select}`);
          },
        },
      ];
    }),
  };
}

const here = (name: string): URL => new URL(`./${name}`, import.meta.url);

const events = { table: "events", day: "@day(events.occurred_at)" };

/** A stage of each kind: own day, window, outcomes that follow, days that stand in another table, a whole table, one upon others. */
export const platformStages: readonly Stage[] = [
  {
    name: "by_country",
    title: "Events by day and country",
    reads: [
      { ...events, columns: ["occurred_at", "account_id"] },
      {
        table: "accounts",
        from: "accounts JOIN events USING (account_id)",
        day: "@day(events.occurred_at)",
        columns: ["account_id", "country"],
      },
    ],
    writes: [{ table: "by_country", day: "day", sql: here("by-country.sql") }],
  },
  {
    name: "window_accounts",
    title: "Accounts in three days",
    reads: [{ ...events, lookBack: 2 }],
    writes: [{ table: "window_accounts", day: "day", sql: here("window-accounts.sql") }],
  },
  {
    name: "soon_actioned",
    title: "Events followed by an action within two days",
    reads: [events, { table: "actions", day: "@day(actions.action_at)", lookAhead: 2 }],
    writes: [{ table: "soon_actioned", day: "day", sql: here("soon-actioned.sql") }],
  },
  {
    name: "appealed",
    title: "Appeals by day of action",
    reads: [
      { table: "actions", day: "@day(actions.action_at)" },
      {
        table: "appeals",
        from: "appeals LEFT JOIN actions USING (action_id)",
        day: "@day(actions.action_at)",
      },
    ],
    writes: [{ table: "appealed", day: "day", sql: here("appealed.sql") }],
  },
  {
    name: "since",
    title: "Events so far",
    reads: [{ ...events, lookBack: Infinity }],
    writes: [{ table: "since", day: "day", sql: here("since.sql") }],
  },
  {
    name: "top_countries",
    title: "Countries",
    reads: [{ table: "by_country" }],
    writes: [{ table: "top_countries" }],
    run: ({ write }) =>
      write("top_countries", "SELECT country, sum(events) AS events FROM by_country GROUP BY 1 ORDER BY 1"),
    modules: [new URL(import.meta.url)],
  },
];

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "shrike-pipeline-"));
}

/** Does something in a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function runPlatform(
  folder: string,
  source: PipelineSource,
  options: {
    stages?: readonly Stage[];
    only?: readonly string[];
    signal?: AbortSignal;
    effects?: PipelineEffects;
  } = {},
): Promise<PipelineResult> {
  const { stages = platformStages, only, signal, effects } = options;
  return runPipeline(
    {
      source,
      stages,
      folder,
      reporter: silentReporter,
      ...(only ? { only } : {}),
      ...(signal ? { signal } : {}),
    },
    effects,
  );
}

/** All that could be published of a warehouse: each table's rows in order, and its runs but for durations and files. */
export async function contents(warehouse: string): Promise<Record<string, unknown[]>> {
  const engine = await openDuckDB({ path: warehouse, readOnly: true });
  try {
    const all: Record<string, unknown[]> = {};
    const tables = await engine.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables ORDER BY 1",
    );
    for (const { name } of tables)
      if (!["data_runs", "input_days", "input_views", "pipeline_state"].includes(name))
        all[name] = await engine.query(`SELECT * FROM "${name}" ORDER BY ALL`);
    all["data_runs"] = await engine.query(
      "SELECT loader, title, run_id, kind, input_as_of, rows, checks, code_hash, inputs, missing FROM data_runs ORDER BY loader",
    );
    return all;
  } finally {
    await engine.close();
  }
}
