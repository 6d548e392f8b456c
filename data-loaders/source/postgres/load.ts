import type { Client } from "pg";
import QueryStream from "pg-query-stream";
import type { Engine } from "../../engine/engine.js";
import { writeTable } from "../load-table.js";
import { checkColumns, type SelectedColumn } from "../select-columns.js";
import type { TableSelect } from "../source.js";
import { placed, withPostgres } from "./connect.js";
import { duckdbType } from "./types.js";

const batchRows = 8192;
const staging = "shrike_postgres_rows";

/**
 * Runs a SELECT in the team's PostgreSQL and streams its rows into the warehouse: no more than a few batches are in memory. A SELECT that
 * writes is refused by PostgreSQL itself: it stands as a subquery in a read-only transaction.
 *
 * @param variable environment variable that holds the connection string
 * @throws SourceError before any row is read, when the SELECT or its columns are wrong; the signal's reason when stopped
 */
export async function loadFromPostgres(
  engine: Engine,
  variable: string,
  select: TableSelect,
  signal?: AbortSignal,
): Promise<void> {
  const sql = select.sql.trimEnd().replace(/;$/, "");
  await withPostgres(variable, select, signal, async (client) => {
    const columns = await describe(client, select, sql);
    checkColumns(select, columns);
    const names = columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
    await engine.execute(
      `CREATE OR REPLACE TEMP TABLE ${staging} (${names.map((name) => `${name} VARCHAR`).join(", ")})`,
    );
    try {
      await engine.append(staging, batches(client, select, sql, signal));
      const typed = columns.map(
        ({ type }, index) => `CAST(${names[index] ?? ""} AS ${type}) AS ${names[index] ?? ""}`,
      );
      await writeTable(engine, select, `SELECT ${typed.join(", ")} FROM ${staging}`);
    } finally {
      await engine.execute(`DROP TABLE IF EXISTS ${staging}`).catch(() => undefined);
    }
  });
}

/**
 * The columns that a SELECT gives in the team's PostgreSQL; no row is read.
 *
 * @throws SourceError when the SELECT is wrong
 */
export async function describeInPostgres(
  variable: string,
  select: TableSelect,
  signal?: AbortSignal,
): Promise<SelectedColumn[]> {
  return withPostgres(variable, select, signal, (client) =>
    describe(client, select, select.sql.trimEnd().replace(/;$/, "")),
  );
}

async function describe(client: Client, select: TableSelect, sql: string): Promise<SelectedColumn[]> {
  const { text, offset } = wrapped(sql, " LIMIT 0");
  try {
    const { fields } = await client.query(text, []);
    return fields.map(({ name, dataTypeID }) => ({ name, type: duckdbType(dataTypeID) }));
  } catch (error) {
    throw placed(error, select, sql, offset);
  }
}

async function* batches(
  client: Client,
  select: TableSelect,
  sql: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<(string | null)[][]> {
  const { text, offset } = wrapped(sql, "");
  const stream = client.query(new QueryStream(text, [], { batchSize: batchRows, rowMode: "array" }));
  let batch: (string | null)[][] = [];
  try {
    for await (const row of stream) {
      batch.push(row as (string | null)[]);
      if (batch.length < batchRows) continue;
      signal?.throwIfAborted();
      yield batch;
      batch = [];
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw placed(error, select, sql, offset);
  }
  yield batch;
}

/** The SELECT as a subquery: PostgreSQL takes neither a second statement nor one that writes there. */
function wrapped(sql: string, after: string): { text: string; offset: number } {
  const before = "SELECT * FROM (";
  return { text: `${before}${sql}\n) AS source_rows${after}`, offset: before.length };
}
