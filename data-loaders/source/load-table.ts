import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { EngineError, type Engine } from "../engine/engine.js";
import { castTo, checkColumns, projection, type SelectedColumn } from "./select-columns.js";
import { SourceError } from "./source-error.js";
import { withData, type Source, type TableSelect } from "./source.js";

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
  await writeTable(engine, select, sql);
}

/** Writes the canonical table with the rows of a SELECT that is known to be one. */
export async function writeTable(engine: Engine, select: TableSelect, sql: string): Promise<void> {
  const columns = await describe(engine, select, sql);
  checkColumns(select, columns);
  try {
    await engine.execute(
      `CREATE OR REPLACE TABLE "${select.table.name}" AS SELECT ${projection(select.table, columns)} FROM (${sql}\n) AS source_rows`,
    );
  } catch (error) {
    throw await unfit(engine, select, sql, columns, error);
  }
}

async function requireSingleSelect(engine: Engine, select: TableSelect, sql: string): Promise<void> {
  const { file, table } = select;
  if (sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").trim() === "")
    throw new SourceError(`${file}: is empty; expected one SELECT`, table.name);
  let kinds: string[];
  try {
    kinds = await engine.statementKinds(sql);
  } catch (error) {
    throw new SourceError(`${file}: ${messageOf(error)}`, table.name, { cause: error });
  }
  if (kinds.length !== 1)
    throw new SourceError(
      `${file}: holds ${kinds.length} statements; expected one SELECT, nothing was run`,
      table.name,
    );
  if (kinds[0] !== "SELECT")
    throw new SourceError(
      `${file}: is a ${String(kinds[0])} statement; a source may only read: write one SELECT, nothing was run`,
      table.name,
    );
}

async function describe(
  engine: Engine,
  { file, table }: TableSelect,
  sql: string,
): Promise<SelectedColumn[]> {
  try {
    const rows = await engine.query<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`);
    return rows.map(({ column_name, column_type }) => ({ name: column_name, type: column_type }));
  } catch (error) {
    throw new SourceError(`${file}: ${messageOf(error)}`, table.name, { cause: error });
  }
}

/** Why rows could not be written: the column whose values do not fit its type, if it is one, with their number and samples. */
async function unfit(
  engine: Engine,
  { file, table }: TableSelect,
  sql: string,
  columns: readonly SelectedColumn[],
  error: unknown,
): Promise<SourceError> {
  const message = messageOf(error);
  if (/^(Conversion|Out of Range|Invalid Input) Error/.test(message))
    for (const column of columns) {
      const type = table.columns[column.name]?.type;
      if (type === undefined || type === column.type) continue;
      const found = await uncastable(engine, sql, `"${column.name}"`, castTo(type, column, "TRY_CAST"));
      if (found === null || found.rows === 0) continue;
      return new SourceError(
        `${file}: column "${column.name}" of ${table.name} is ${type}: ${found.rows} ${found.rows === 1 ? "value" : "values"} cannot be read as one: correct or null them in the SELECT`,
        table.name,
        { column: column.name, ...found, cause: error },
      );
    }
  return new SourceError(`${file}: ${message}`, table.name, { cause: error });
}

/** Values that do not fit; null where the engine can no longer be asked, as in a transaction that has failed. */
async function uncastable(
  engine: Engine,
  sql: string,
  value: string,
  tried: string,
): Promise<{ rows: number; samples: string[] } | null> {
  const rows = await engine
    .query<{ rows: number; sample: string }>(
      `SELECT count(*) OVER () AS rows, left(CAST(${value} AS VARCHAR), 60) AS sample FROM (${sql}\n) AS source_rows WHERE ${value} IS NOT NULL AND ${tried} IS NULL ORDER BY 2 LIMIT 3`,
    )
    .catch(() => null);
  if (rows === null) return null;
  return { rows: rows[0]?.rows ?? 0, samples: rows.map(({ sample }) => sample) };
}

function withoutTerminator(sql: string): string {
  return sql.trimEnd().replace(/;$/, "");
}

function messageOf(error: unknown): string {
  const reason = error instanceof EngineError && error.cause instanceof Error ? error.cause : error;
  const message = reason instanceof Error ? reason.message : String(reason);
  return brokenParquet(message) ?? message.replace(/^Failed to extract statements: /, "");
}

/** In other words, what the database says of a file that does not end, or begin, as Parquet does. */
function brokenParquet(message: string): string | undefined {
  const file = /(?:No magic bytes found at end of file|File) '([^']+)'(?:$|\n| too small)/.exec(message)?.[1];
  if (file === undefined || !existsSync(file)) return undefined;
  return startsAsParquet(file)
    ? `${file} is a Parquet file that was cut short: its end, which says where the rows are, is missing; copy it again`
    : `${file} is not a Parquet file: write it as one, or read it as what it is, with read_csv or read_json`;
}

function startsAsParquet(file: string): boolean {
  const start = Buffer.alloc(4);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  return start.toString("latin1") === "PAR1";
}
