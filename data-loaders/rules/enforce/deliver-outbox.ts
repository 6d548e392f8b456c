import { existsSync } from "node:fs";
import { join } from "node:path";
import { actionRecordShape, type ActionRecord } from "../../../src/lib/rule/enforce/index.js";
import { openDuckDB } from "../../engine/duckdb.js";
import { actionLines, sha256, writeBatch, type StoredBatch } from "./batch-store.js";
import { makeFolder, syncFile } from "./durable-files.js";
import { readNdjson } from "./ndjson.js";

/**
 * Puts a batch into an outbox: `<outbox>/<batch id>` with `batch.json`, `actions.ndjson` and `actions.parquet`, all of it at once by
 * one rename. A batch that is there already, from a run that was broken off, is left as it is.
 *
 * @param allowed the actions of the batch that may be delivered
 * @returns keys of the actions that are in the outbox
 * @throws when another batch of that name is there
 */
export async function deliverOutbox(
  { batch, actions }: StoredBatch,
  allowed: readonly ActionRecord[],
  outbox: string,
): Promise<Set<string>> {
  const folder = join(outbox, batch.batch_id);
  if (!existsSync(folder))
    await makeFolder(folder, async (part) => {
      const lines = actionLines(allowed);
      const accounts = new Set(allowed.map(({ account_id }) => account_id)).size;
      writeBatch(part, { ...batch, hash: sha256(lines), actions: allowed.length, accounts }, lines);
      await writeParquet(join(part, "actions.ndjson"), join(part, "actions.parquet"));
    });
  const ours = new Set(actions.map(({ key }) => key));
  const written = readNdjson(join(folder, "actions.ndjson"), actionRecordShape).map(({ key }) => key);
  if (written.some((key) => !ours.has(key)))
    throw new Error(
      `--to ${outbox}: holds another batch ${batch.batch_id}: give each source an outbox of its own`,
    );
  return new Set(written);
}

/** The same columns as in the lines; the reason is JSON. */
const columns = {
  key: "VARCHAR",
  kind: "VARCHAR",
  account_id: "VARCHAR",
  event_id: "VARCHAR",
  action: "VARCHAR",
  rule_id: "VARCHAR",
  version: "INTEGER",
  policy_id: "VARCHAR",
  episode: "INTEGER",
  hits: "BIGINT",
  first_hit_at: "TIMESTAMP",
  last_hit_at: "TIMESTAMP",
  reverses: "VARCHAR",
  spent_until: "TIMESTAMP",
  reason: "JSON",
} as const;

async function writeParquet(lines: string, parquet: string): Promise<void> {
  const engine = await openDuckDB({ path: ":memory:", threads: 1 });
  try {
    const types = Object.entries(columns).map(([name, type]) => `${name}: '${type}'`);
    const names = Object.entries(columns).map(([name, type]) =>
      type === "JSON" ? `CAST(${name} AS VARCHAR) AS ${name}` : name,
    );
    await engine.execute("SET preserve_insertion_order = true");
    await engine.execute(
      `COPY (SELECT ${names.join(", ")} FROM read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${types.join(", ")}})) TO ${quoted(parquet)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    await engine.close();
  }
  syncFile(parquet);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
