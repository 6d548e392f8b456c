import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Engine } from "./engine.js";
import { problemOf } from "./query-error.js";
import { rowsOf, type ResultColumn } from "./query-result.js";

/** A statement, and where its result is to lie. */
export interface KeptStatement {
  readonly text: string;
  /** Whether it asks for a plan, which is no table. */
  readonly explains: boolean;
  /** As the reader wrote it. */
  readonly asked: string;
  /** Name of the temporary table that is made. */
  readonly name: string;
  readonly mostRows: number;
}

/**
 * Runs a statement and keeps its result as a temporary table, cut after so many rows.
 *
 * @throws QueryError with the place in the reader's text where one is known
 */
export async function keepResult(
  engine: Engine,
  connection: AsyncDuckDBConnection,
  { text, explains, asked, name, mostRows }: KeptStatement,
): Promise<{ readonly columns: ResultColumn[]; readonly rows: number; readonly cut: boolean }> {
  await explainFirst(engine, connection, text, asked);
  if (explains) await drain(engine, connection, explained(text), name);
  else
    await drain(
      engine,
      connection,
      `CREATE TEMP TABLE ${name} AS SELECT * FROM (\n${text}\n) LIMIT ${mostRows + 1}`,
      undefined,
    );
  const table = `temp.main.${name}`;
  const columns = await describe(engine, connection, table);
  const rows = await count(engine, connection, table);
  const cut = rows > mostRows;
  if (cut) await engine.alive(connection.query(`DELETE FROM ${table} WHERE rowid = ${mostRows}`));
  return { columns, rows: Math.min(rows, mostRows), cut };
}

/** Has the database read the statement alone, so that an error speaks of the reader's own text. */
async function explainFirst(
  engine: Engine,
  connection: AsyncDuckDBConnection,
  sql: string,
  text: string,
): Promise<void> {
  if (/^\s*\(?\s*(?:EXPLAIN|DESCRIBE|SHOW|SUMMARIZE)\b/i.test(sql)) return;
  const prefix = "EXPLAIN ";
  try {
    await engine.alive(connection.query(prefix + sql));
  } catch (error) {
    throw problemOf(error, text, prefix.length);
  }
}

/** Sends a statement and waits for its end; in the meantime it can be cancelled. */
async function drain(
  engine: Engine,
  connection: AsyncDuckDBConnection,
  sql: string,
  explainInto: string | undefined,
): Promise<void> {
  const reader = await engine.alive(connection.send(sql));
  const plans: string[] = [];
  for (;;) {
    const next = await engine.alive(Promise.resolve(reader.next()));
    if (next.done === true) break;
    if (explainInto !== undefined)
      for (let row = 0; row < next.value.numRows; row += 1)
        plans.push(String(next.value.getChildAt(1)?.get(row)));
  }
  if (explainInto === undefined) return;
  const lines = plans
    .join("\n")
    .split("\n")
    .map((line) => `('${line.replaceAll("'", "''")}')`);
  await engine.alive(
    connection.query(
      `CREATE TEMP TABLE ${explainInto} AS SELECT plan FROM (VALUES ${lines.join(", ")}) AS plans (plan)`,
    ),
  );
}

function explained(sql: string): string {
  return sql.trim().replace(/^\(+|\)+$/g, "");
}

async function describe(
  engine: Engine,
  connection: AsyncDuckDBConnection,
  table: string,
): Promise<ResultColumn[]> {
  const described = rowsOf(await engine.alive(connection.query(`DESCRIBE ${table}`)));
  return described.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

async function count(engine: Engine, connection: AsyncDuckDBConnection, table: string): Promise<number> {
  const [[rows] = []] = rowsOf(await engine.alive(connection.query(`SELECT count(*) FROM ${table}`)));
  return Number(rows);
}
