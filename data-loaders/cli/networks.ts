import { InvalidArgumentError, type Command } from "commander";
import { openDuckDB } from "../engine/duckdb.js";
import type { Engine } from "../engine/engine.js";
import { formatCount, formatDuration } from "../../src/lib/format/index.js";
import { findAll } from "../detect/networks/find-all.js";
import { findNetworks } from "../detect/networks/find-networks.js";
import { formatNetworks } from "../detect/networks/format-networks.js";
import { defaultSettings } from "../detect/networks/network-settings.js";
import { networkTables } from "../detect/networks/network-tables.js";
import { writeParquet } from "../detect/networks/write-parquet.js";
import { warehouseTables } from "../pipeline/manifest.js";
import { readNamedEvidence } from "../publish/networks/named-evidence.js";
import { readNetworks } from "../publish/networks/read-networks.js";
import { bringUpToDate } from "./bring-up-to-date.js";
import { consoleReporter } from "./console-reporter.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";
import { writeJson } from "./write-json.js";

interface NetworksOptions extends SourceOptions {
  readonly window?: number;
  readonly minShared?: number;
  readonly kind?: readonly string[];
  readonly maxPairs?: number;
  readonly edges?: string;
}

/** `shrike networks`: accounts that act together, as the build finds them; with `--min-shared`, edges by plain counts. */
export function addNetworks(program: Command, signal: AbortSignal): void {
  withSourceOptions(
    program
      .command("networks")
      .description("accounts that share the same objects, or act on the same targets, together"),
  )
    .option(
      "--window <duration>",
      "time within which two accounts share an object: 60s, 10m, 24h (60s)",
      duration,
    )
    .option(
      "--min-shared <n>",
      "plain counts instead of scores: shares that an account must have in common with others",
      whole,
    )
    .option("--kind <kind...>", "kinds of objects: url, domain, hashtag, mention, media, text, post")
    .option("--max-pairs <n>", "pairs of shares beyond which the most crowded moments are left out", whole)
    .option("--edges <file>", "write the edges as Parquet")
    .action(async (options: NetworksOptions) => {
      const reporter = consoleReporter(options.quiet ?? false);
      const { window, minShared, kind, maxPairs } = options;
      const asBuilt = [window, minShared, kind, maxPairs].every((option) => option === undefined);
      try {
        const { pipeline, source } = await bringUpToDate(options, reporter, signal, [
          ...(asBuilt ? ["clusters"] : []),
          "events",
          "event_objects",
        ]);
        const engine = await openDuckDB(
          asBuilt || minShared !== undefined
            ? { path: pipeline.warehouse, readOnly: true }
            : { path: ":memory:" },
        );
        try {
          const context = {
            engine,
            warehouse: pipeline.warehouse,
            source: source.folder,
            runId: pipeline.runId,
            warn: (text: string) => reporter.warn(text),
          };
          if (minShared !== undefined) await counted(context, options, minShared);
          else await scored(context, options, asBuilt, signal);
        } finally {
          await engine.close();
        }
      } finally {
        reporter.close();
      }
    });
}

interface Context {
  readonly engine: Engine;
  readonly warehouse: string;
  readonly source: string;
  readonly runId: string;
  readonly warn: (text: string) => void;
}

/** Edges by plain counts, as CooRTweet has them. */
async function counted(
  { engine, source, runId, warn }: Context,
  { window = 60, kind: kinds, maxPairs = 50_000_000, edges, json, quiet }: NetworksOptions,
  minShared: number,
): Promise<void> {
  const found = await findNetworks(engine, source, { window, minShared, kinds, maxPairs, edges });
  writeJson(json, { window, minShared, ...found, runId });
  if (found.prunedShares > 0)
    warn(
      `${formatCount(found.prunedShares)} shares of ${formatCount(found.prunedObjects)} objects came in moments so crowded that they would make more than --max-pairs ${formatCount(maxPairs)} pairs: they are left out`,
    );
  if (quiet !== true)
    process.stdout.write(
      `${formatCount(found.edges)} edges between ${formatCount(found.accounts)} accounts, from ${formatCount(found.pairs)} pairs of shares within ${formatDuration(window)}; ${formatCount(found.components.length)} components, the largest of ${formatCount(found.components[0]?.accounts ?? 0)} accounts\n${edges === undefined ? "" : `edges in ${edges}\n`}`,
    );
}

/** Networks by score and by blocks: those of the build, or looked for anew where an option asks for other settings. */
async function scored(
  { engine, warehouse, source, runId, warn }: Context,
  { window, kind, maxPairs, edges, json, quiet }: NetworksOptions,
  asBuilt: boolean,
  signal: AbortSignal,
): Promise<void> {
  if (!asBuilt) {
    await borrowTables(engine, warehouse);
    await findAll(
      engine,
      {
        ...defaultSettings,
        window: window ?? defaultSettings.window,
        kinds: kind ?? defaultSettings.kinds,
        maxPairs: maxPairs ?? defaultSettings.maxPairs,
      },
      signal,
    );
    for (const [table, select] of Object.entries(networkTables))
      await engine.execute(`CREATE TABLE ${table} AS ${select}`);
  }
  const present = await warehouseTables(engine);
  if (!present.has("clusters")) throw new Error(`${source}: networks need events: write events.sql there`);
  // What rules hit is for the page to say: here their stages have not run, and what is left of them may be old.
  const artifact = await readNetworks(engine, new Set());
  const { search } = artifact;
  if (edges !== undefined)
    await writeParquet(engine, "SELECT * FROM cluster_edges ORDER BY cluster_id, a, b", edges);
  if (json !== undefined)
    writeJson(json, { ...artifact, evidence: await readNamedEvidence(engine, artifact), runId });
  if (search.prunedShares > 0)
    warn(
      `${formatCount(search.prunedShares)} shares of ${formatCount(search.prunedObjects)} objects came in moments too crowded to pair, and are left out (--max-pairs ${formatCount(maxPairs ?? defaultSettings.maxPairs)})`,
    );
  if (search.outside > 0)
    warn(`${formatCount(search.outside)} events whose clock is decades away from the others' are left out`);
  if (quiet !== true)
    process.stdout.write(`${formatNetworks(artifact)}\n${edges === undefined ? "" : `edges in ${edges}\n`}`);
}

/** Shows a database the tables of a warehouse that networks are found in, an empty one in the place of objects that it lacks. */
async function borrowTables(engine: Engine, warehouse: string): Promise<void> {
  await engine.execute(`ATTACH '${warehouse.replaceAll("'", "''")}' AS warehouse (READ_ONLY)`);
  const present = await engine.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_catalog = 'warehouse'",
  );
  const has = (table: string): boolean => present.some(({ name }) => name === table);
  if (!has("events")) throw new Error("networks need events: write events.sql in the source's folder");
  await engine.execute("CREATE VIEW events AS SELECT * FROM warehouse.events");
  await engine.execute(
    has("event_objects")
      ? "CREATE VIEW event_objects AS SELECT * FROM warehouse.event_objects"
      : "CREATE TABLE event_objects (event_id VARCHAR, kind VARCHAR, object_id VARCHAR)",
  );
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function duration(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (units[unit ?? ""] ?? Number.NaN);
  if (!Number.isSafeInteger(seconds))
    throw new InvalidArgumentError(`${text}: expected a number and s, m, h or d, e.g. 60s.`);
  return seconds;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError(`${text}: expected a whole number of 1 or more.`);
  return number;
}
