import type { Engine } from "../engine/engine.js";
import { attachedDatabases, dataFiles } from "./data-files.js";
import { describeTable, loadTable } from "./load-table.js";
import { describeInPostgres, loadFromPostgres } from "./postgres/load.js";
import type { SelectedColumn } from "./select-columns.js";
import type { Source, TableSelect } from "./source.js";

/**
 * Reads one table of a source into the warehouse, from wherever the source lies.
 *
 * @throws SourceError naming the SELECT and what is wrong with it; the signal's reason when stopped
 */
export async function loadSelect(
  engine: Engine,
  source: Source,
  select: TableSelect,
  signal?: AbortSignal,
): Promise<void> {
  if (source.about.postgres !== undefined)
    return loadFromPostgres(engine, source.about.postgres.url_env, select, signal);
  await openFiles(engine, source, select);
  await loadTable(engine, source, select);
}

/**
 * The columns that a table's SELECT gives; no row is read.
 *
 * @throws SourceError naming the SELECT and what is wrong with it; the signal's reason when stopped
 */
export async function describeSelect(
  engine: Engine,
  source: Source,
  select: TableSelect,
  signal?: AbortSignal,
): Promise<SelectedColumn[]> {
  if (source.about.postgres !== undefined)
    return describeInPostgres(source.about.postgres.url_env, select, signal);
  await openFiles(engine, source, select);
  return describeTable(engine, source, select);
}

async function openFiles(engine: Engine, source: Source, select: TableSelect): Promise<void> {
  dataFiles(source, select);
  for (const { name, path } of attachedDatabases(source, select.sql))
    await engine.execute(`ATTACH IF NOT EXISTS '${path.replaceAll("'", "''")}' AS "${name}" (READ_ONLY)`);
}
