import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { link, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedTable } from "../../../src/lib/sql/table-manifest.js";
import { bundled } from "../../pipeline/code-hash.js";
import type { Reporter } from "../../pipeline/reporter.js";
import { askProcess } from "../../process/ask-process.js";

/** A table that is published and that no stage writes to the warehouse. */
export interface MadeTable {
  readonly name: string;
  readonly select: string;
}

/** What the process that writes tables is asked to do. */
export interface TablesJob {
  /** The warehouse's file. */
  readonly warehouse: string;
  /** Folder to write to. */
  readonly folder: string;
  readonly tables: readonly PublishedTable[];
  /** Those that are not in the warehouse, in the order in which they can be made. */
  readonly made: readonly MadeTable[];
}

export interface WriteTablesOptions extends Omit<TablesJob, "folder"> {
  /** What the warehouse holds: equal ids, equal rows. */
  readonly runId: string;
  /** Folder in which the files are kept from build to build. */
  readonly kept: string;
  /** Folder of the artifacts, where the site finds them. */
  readonly artifacts: string;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
}

const program = new URL("tables-process.ts", import.meta.url);

/** Has both allocators that DuckDB takes memory from, its own jemalloc and glibc's, hand it out cleared. */
const clearedMemory = { DUCKDB_JE_MALLOC_CONF: "zero:true", MALLOC_PERTURB_: "255" };

/**
 * Writes every published table as DuckDB files for SQL in the browser, or takes those of the build before where they hold the same.
 * Equal warehouses give equal bytes on Linux with glibc, where memory can be had cleared: DuckDB writes what stood in memory where a
 * block is not full, or a value not known.
 *
 * @throws with what the process that writes them said
 */
export async function writeTables(options: WriteTablesOptions): Promise<void> {
  const { warehouse, tables, made, runId, kept, artifacts, reporter, signal } = options;
  const stamp = join(kept, ".stamp");
  const key = createHash("sha256")
    .update(JSON.stringify([runId, tables, made]))
    .update(await bundled([program]))
    .digest("hex");
  const task = reporter.task("Tables for SQL");
  try {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === key) task.skipped("nothing in them has changed");
    else {
      const building = `${kept}.building`;
      await rm(building, { recursive: true, force: true });
      await mkdir(building, { recursive: true });
      const job: TablesJob = { warehouse, folder: building, tables, made };
      await askProcess(program, job, {
        failure: "tables for SQL could not be written",
        env: clearedMemory,
        signal,
      });
      await writeFile(join(building, ".stamp"), key);
      await rm(kept, { recursive: true, force: true });
      await rename(building, kept);
      task.done();
    }
    for (const file of await readdir(kept))
      if (file.endsWith(".bin")) await link(join(kept, file), join(artifacts, file));
  } catch (error) {
    task.failed();
    throw error;
  }
}
