import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FileFingerprints } from "../pipeline/file-fingerprints.js";
import type { PipelineSource, SourceTable } from "../pipeline/source-tables.js";
import { checkTables } from "./checks/check-tables.js";
import { contract } from "./contract/index.js";
import { dataFiles } from "./data-files.js";
import { loadSelect } from "./load-select.js";
import { fingerprintInPostgres } from "./postgres/fingerprint.js";
import type { Source, TableSelect } from "./source.js";

export interface PipelineSourceOptions {
  readonly files: FileFingerprints;
  /** The present, in milliseconds since 1970: no time of the data may be later. */
  readonly now: number;
  /** Stops a read from PostgreSQL. */
  readonly signal?: AbortSignal | undefined;
}

/** A source as the pipeline reads it. */
export function pipelineSource(
  source: Source,
  { files, now, signal }: PipelineSourceOptions,
): PipelineSource {
  const contractHash = hashFolder(new URL("./contract/", import.meta.url));
  const readingHash = sha256(contractHash + hashFolder(new URL("./", import.meta.url)));
  return {
    name: source.name,
    canonicalTables: contract.map(({ name }) => name),
    tables: source.tables.map((select) => sourceTable(source, select, readingHash, files, signal)),
    checksHash: sha256(contractHash + hashFolder(new URL("./checks/", import.meta.url))),
    check: (engine) =>
      checkTables(
        engine,
        source.tables.map(({ table }) => table),
        now,
      ),
  };
}

function sourceTable(
  source: Source,
  select: TableSelect,
  readingHash: string,
  files: FileFingerprints,
  signal: AbortSignal | undefined,
): SourceTable {
  const codeHash = sha256(readingHash + select.sql);
  return {
    table: select.table.name,
    codeHash,
    timeColumn: select.table.time,
    async fingerprint() {
      if (source.about.postgres !== undefined) {
        const answer = await fingerprintInPostgres(source.about.postgres.url_env, select);
        return answer === null ? null : sha256(`${codeHash}\n${answer}`);
      }
      const contents: string[] = [];
      for (const file of dataFiles(source, select)) contents.push(await files.of(file));
      return sha256([codeHash, ...contents].join("\n"));
    },
    async load(engine) {
      await loadSelect(engine, source, select, signal);
    },
  };
}

function hashFolder(folder: URL): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort())
    hash.update(file).update(readFileSync(fileURLToPath(new URL(file, folder))));
  return hash.digest("hex");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
