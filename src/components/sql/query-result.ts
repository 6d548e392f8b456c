import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { Table } from "npm:apache-arrow";
import type { Engine } from "./engine.js";

/** A column of a result. */
export interface ResultColumn {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
}

/** A value as it is shown and exported; null is unknown. */
export type Value = string | number | boolean | null;

/**
 * Rows that a query gave, kept in the database and fetched as they are looked at: a result of a million rows costs the page
 * no more than those on the screen.
 */
export class QueryResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: number;
  /** True where there were more rows than are kept. */
  readonly cut: boolean;
  /** Milliseconds from asking to the last row. */
  readonly milliseconds: number;
  readonly #engine: Engine;
  readonly #connection: AsyncDuckDBConnection;
  readonly #table: string;
  /** One question at a time: the connection cannot answer two. */
  #asking: Promise<unknown> = Promise.resolve();

  constructor(
    engine: Engine,
    connection: AsyncDuckDBConnection,
    table: string,
    about: Pick<QueryResult, "columns" | "rows" | "cut" | "milliseconds">,
  ) {
    this.#engine = engine;
    this.#connection = connection;
    this.#table = table;
    this.columns = about.columns;
    this.rows = about.rows;
    this.cut = about.cut;
    this.milliseconds = about.milliseconds;
  }

  /** Rows from one place to another, the end left out. */
  async slice(from: number, to: number): Promise<Value[][]> {
    return rowsOf(
      await this.#query(
        `SELECT * FROM ${this.#table} WHERE rowid >= ${from} AND rowid < ${to} ORDER BY rowid`,
      ),
    );
  }

  /** The same rows in order of a column, unknown values last; they share the connection, so only one of both is closed. */
  async sorted(column: number, descending: boolean): Promise<QueryResult> {
    const table = `${this.#table}_by_${column}_${descending ? "down" : "up"}`;
    await this.#query(
      `CREATE OR REPLACE TEMP TABLE ${table.split(".").at(-1) ?? ""} AS SELECT * FROM ${this.#table} ORDER BY ${column + 1} ${descending ? "DESC" : "ASC"} NULLS LAST, rowid`,
    );
    return new QueryResult(this.#engine, this.#connection, table, this);
  }

  /** All rows as an Arrow table, for charts and exports. */
  table(limit = this.rows): Promise<Table> {
    return this.#query(`SELECT * FROM ${this.#table} ORDER BY rowid LIMIT ${limit}`);
  }

  /** The rows as an Arrow file. */
  async arrow(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#engine.module.tableToIPC(await this.table(), "file");
  }

  /** Gives up the rows. */
  async close(): Promise<void> {
    if (!this.#engine.dead) await this.#connection.close().catch(() => undefined);
  }

  #query(sql: string): Promise<Table> {
    const asked = this.#asking
      .catch(() => undefined)
      .then(() => this.#engine.alive(this.#connection.query(sql) as unknown as Promise<Table>));
    this.#asking = asked;
    return asked;
  }
}

/** Rows of an Arrow table as values for showing and exporting. */
export function rowsOf(table: Table): Value[][] {
  const columns = table.schema.fields.map((field, at) => ({
    vector: table.getChildAt(at),
    type: String(field.type),
  }));
  return Array.from({ length: table.numRows }, (_, row) =>
    columns.map(({ vector, type }) => plain(vector?.get(row), type)),
  );
}

/** An Arrow value as text, number, boolean or null: days and moments as DuckDB writes them, lists and structs as JSON. */
function plain(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (type.startsWith("Date") || type.startsWith("Timestamp")) return moment(value, type.startsWith("Date"));
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array)
    return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}

function moment(value: unknown, day: boolean): string {
  const date = value instanceof Date ? value : new Date(Number(value));
  if (Number.isNaN(date.getTime())) return String(value);
  const text = date.toISOString();
  return day ? text.slice(0, 10) : text.replace("T", " ").replace(/\.000Z$|Z$/, "");
}
