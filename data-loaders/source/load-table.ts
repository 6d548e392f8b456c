import { EngineError, type Engine } from "../engine/engine.js";
import type { CanonicalTable, Column } from "./contract/index.js";
import { didYouMean } from "./nearest.js";
import { withData, type Source, type TableSelect } from "./source.js";

/** A SELECT of a source that cannot be loaded: what is wrong with it, where, and the remedy. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

interface SelectedColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Runs a source's SELECT and writes its rows as the canonical table, columns in the contract's order and cast to its types,
 * then the source's own `x_*` columns. What the SELECT leaves out of the optional columns is null.
 *
 * @throws SourceError before anything runs, when the text is not one SELECT or its columns do not fit the contract;
 *   while it runs, when a value cannot be cast
 */
export async function loadTable(engine: Engine, source: Source, select: TableSelect): Promise<void> {
  const sql = withoutTerminator(withData(select.sql, source.data));
  await requireSingleSelect(engine, select, sql);
  const columns = await describe(engine, select, sql);
  checkColumns(select, columns);
  const target = `"${select.table.name}"`;
  try {
    await engine.execute(
      `CREATE OR REPLACE TABLE ${target} AS SELECT ${projection(select.table, columns)} FROM (${sql}\n) AS source_rows`,
    );
  } catch (error) {
    throw new SourceError(`${select.file}: ${castMessage(select.table, error)}`, { cause: error });
  }
}

async function requireSingleSelect(engine: Engine, select: TableSelect, sql: string): Promise<void> {
  let kinds: string[];
  try {
    kinds = await engine.statementKinds(sql);
  } catch (error) {
    throw new SourceError(`${select.file}: ${messageOf(error)}`, { cause: error });
  }
  if (kinds.length !== 1)
    throw new SourceError(
      `${select.file}: holds ${kinds.length} statements; expected one SELECT, nothing was run`,
    );
  if (kinds[0] !== "SELECT")
    throw new SourceError(
      `${select.file}: is a ${String(kinds[0])} statement; a source may only read: write one SELECT, nothing was run`,
    );
}

async function describe(engine: Engine, select: TableSelect, sql: string): Promise<SelectedColumn[]> {
  try {
    const rows = await engine.query<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`);
    return rows.map(({ column_name, column_type }) => ({ name: column_name, type: column_type }));
  } catch (error) {
    throw new SourceError(`${select.file}: ${messageOf(error)}`, { cause: error });
  }
}

function checkColumns({ file, table }: TableSelect, columns: readonly SelectedColumn[]): void {
  const known = Object.keys(table.columns);
  const names = new Set(columns.map(({ name }) => name));
  for (const { name } of columns)
    if (!(name in table.columns) && !name.startsWith("x_"))
      throw new SourceError(
        `${file}: column "${name}" is not a column of ${table.name}${didYouMean(name, known)}; name columns of your own x_${name}, or leave them out`,
      );
  for (const [name, column] of Object.entries(table.columns))
    if (column.required && !names.has(name))
      throw new SourceError(
        `${file}: column "${name}" (${column.type}) of ${table.name} is missing: ${column.meaning} Select it, or rename the file if it is another table`,
      );
  for (const { name, type } of columns) {
    const column = table.columns[name];
    if (column !== undefined && !fits(type, column))
      throw new SourceError(
        `${file}: column "${name}" of ${table.name} is ${type}, expected ${column.type}: cast it in the SELECT`,
      );
  }
}

/** Families of types that turn into one another without changing what a value means. */
const families: Readonly<Record<Column["type"], RegExp>> = {
  VARCHAR: /^(VARCHAR|ENUM.*|UUID)$/,
  BIGINT: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/,
  UBIGINT: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/,
  INTEGER: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/,
  DOUBLE: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/,
  BOOLEAN: /^BOOLEAN$/,
  DATE: /^(DATE|TIMESTAMP)$/,
  TIMESTAMP: /^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/,
};

function fits(type: string, column: Column): boolean {
  return type === '"NULL"' || type === "NULL" || families[column.type].test(type);
}

function projection(table: CanonicalTable, columns: readonly SelectedColumn[]): string {
  const names = new Set(columns.map(({ name }) => name));
  const canonical = Object.entries(table.columns).map(([name, { type }]) =>
    names.has(name) ? `CAST("${name}" AS ${type}) AS "${name}"` : `CAST(NULL AS ${type}) AS "${name}"`,
  );
  const own = columns
    .filter(({ name }) => name.startsWith("x_"))
    .map(({ name }) => `"${name.replaceAll('"', '""')}"`);
  return [...canonical, ...own].join(", ");
}

function castMessage(table: CanonicalTable, error: unknown): string {
  const message = messageOf(error);
  return message.startsWith("Conversion Error")
    ? `a value does not fit its column of ${table.name}: ${message}`
    : message;
}

function withoutTerminator(sql: string): string {
  return sql.trim().replace(/;\s*$/, "");
}

function messageOf(error: unknown): string {
  if (error instanceof EngineError && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}
