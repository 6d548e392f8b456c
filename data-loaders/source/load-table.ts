import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { EngineError, type Engine } from "../engine/engine.js";
import { castTo, checkColumns, mayNotHold, projection, type SelectedColumn } from "./select-columns.js";
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

/**
 * The columns of a source's SELECT.
 *
 * @throws SourceError when the text is not one SELECT, or cannot be read
 */
export async function describeTable(
  engine: Engine,
  source: Source,
  select: TableSelect,
): Promise<SelectedColumn[]> {
  const sql = withoutTerminator(withData(select.sql, source.data));
  await requireSingleSelect(engine, select, sql);
  return describe(engine, select, sql);
}

/** Writes the canonical table with the rows of a SELECT that is known to be one. */
export async function writeTable(engine: Engine, select: TableSelect, sql: string): Promise<void> {
  const columns = await describe(engine, select, sql);
  checkColumns(select, columns);
  await requireCastable(engine, select, sql, columns);
  try {
    await engine.execute(
      `CREATE OR REPLACE TABLE "${select.table.name}" AS SELECT ${projection(select.table, columns)} FROM (${sql}\n) AS source_rows`,
    );
  } catch (error) {
    throw new SourceError(`${select.file}: ${messageOf(error)}`, select.table.name, { cause: error });
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

/**
 * Reads once through columns whose type may not hold every value, if there are any, before rows are written: a failed cast would end the
 * transaction, and say nothing of how many values are wrong.
 */
async function requireCastable(
  engine: Engine,
  { file, table }: TableSelect,
  sql: string,
  columns: readonly SelectedColumn[],
): Promise<void> {
  const doubtful = columns.flatMap((column) => {
    const type = table.columns[column.name]?.type;
    if (type === undefined || !mayNotHold(type, column.type)) return [];
    return [
      {
        name: column.name,
        type,
        bad: `"${column.name}" IS NOT NULL AND ${castTo(type, column, "TRY_CAST")} IS NULL`,
      },
    ];
  });
  if (doubtful.length === 0) return;
  const rows = `FROM (${sql}\n) AS source_rows`;
  const counts = doubtful.map(({ bad }, index) => `count(CASE WHEN ${bad} THEN 1 END) AS bad_${index}`);
  try {
    const [found = {}] = await engine.query<Record<string, number>>(`SELECT ${counts.join(", ")} ${rows}`);
    for (const [index, { name, type, bad }] of doubtful.entries()) {
      const count = found[`bad_${index}`] ?? 0;
      if (count === 0) continue;
      const samples = await engine.query<{ sample: string }>(
        `SELECT DISTINCT left(CAST("${name}" AS VARCHAR), 60) AS sample ${rows} WHERE ${bad} ORDER BY 1 LIMIT 3`,
      );
      throw new SourceError(
        `${file}: column "${name}" of ${table.name} is ${type}: ${count} ${count === 1 ? "value" : "values"} cannot be read as one: correct or null them in the SELECT`,
        table.name,
        { column: name, rows: count, samples: samples.map(({ sample }) => sample) },
      );
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(`${file}: ${messageOf(error)}`, table.name, { cause: error });
  }
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
