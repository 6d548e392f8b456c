import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Engine } from "../engine/engine.js";
import type { FileFingerprints } from "../pipeline/file-fingerprints.js";
import type { CheckResult, PipelineSource, SourceTable } from "../pipeline/source-tables.js";
import { checkTable } from "./checks/check-table.js";
import { contract } from "./contract/index.js";
import { attachedDatabases, dataFiles } from "./data-files.js";
import { loadTable } from "./load-table.js";
import { withData, type Source, type TableSelect } from "./source.js";

export interface PipelineSourceOptions {
  readonly files: FileFingerprints;
  /** The present, in milliseconds since 1970: no time of the data may be later. */
  readonly now: number;
}

/** A source as the pipeline reads it. */
export function pipelineSource(source: Source, { files, now }: PipelineSourceOptions): PipelineSource {
  const contractHash = hashFolder(new URL("./contract/", import.meta.url));
  return {
    name: source.name,
    canonicalTables: contract.map(({ name }) => name),
    tables: source.tables.map((select) => sourceTable(source, select, contractHash, files)),
    checksHash: sha256(contractHash + hashFolder(new URL("./checks/", import.meta.url))),
    async check(engine) {
      const options = {
        now: new Date(now).toISOString().slice(0, 19).replace("T", " "),
        present: new Set(source.tables.map(({ table }) => table.name)),
      };
      const results: CheckResult[] = [];
      for (const { table } of source.tables) results.push(...(await checkTable(engine, table, options)));
      return results;
    },
  };
}

function sourceTable(
  source: Source,
  select: TableSelect,
  contractHash: string,
  files: FileFingerprints,
): SourceTable {
  const codeHash = sha256(contractHash + select.sql);
  return {
    table: select.table.name,
    codeHash,
    timeColumn: select.table.time,
    async fingerprint() {
      const contents: string[] = [];
      for (const file of dataFiles(source, select)) contents.push(await files.of(file));
      return sha256([codeHash, ...contents].join("\n"));
    },
    async load(engine) {
      await attach(engine, source, select);
      await loadTable(engine, source, select);
    },
  };
}

async function attach(engine: Engine, source: Source, { sql }: TableSelect): Promise<void> {
  for (const { name, path } of attachedDatabases(source, withData(sql, source.data)))
    await engine.execute(`ATTACH IF NOT EXISTS '${path.replaceAll("'", "''")}' AS "${name}" (READ_ONLY)`);
}

function hashFolder(folder: URL): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort())
    hash.update(file).update(readFileSync(fileURLToPath(new URL(file, folder))));
  return hash.digest("hex");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
