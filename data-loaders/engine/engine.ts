/** SQL dialects that the macro layer can print. */
export type Dialect = "duckdb";

/** Values that can be bound to `$1`, `$2`, … of a statement. */
export type Parameter = string | number | bigint | boolean | null;

/**
 * A database that runs portable SQL. Macros (`@day(…)`) are expanded before a statement runs.
 *
 * Values arrive as JavaScript's own: integers as numbers where these are exact and bigints elsewhere, decimals as numbers,
 * DATE as `YYYY-MM-DD`, TIMESTAMP as `YYYY-MM-DD HH:MM:SS[.ffffff]`, NULL as null, lists as arrays.
 */
export interface Engine {
  readonly dialect: Dialect;
  /** Runs one statement or several. */
  execute(sql: string, parameters?: readonly Parameter[]): Promise<void>;
  /** All rows of a query, an object each. */
  query<Row>(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>;
  /** All rows of a query, an array for each column. */
  columns(sql: string, parameters?: readonly Parameter[]): Promise<Record<string, unknown[]>>;
  /**
   * All rows of a query whose columns are INTEGER and hold no NULL, an array for each column in order: for millions of rows.
   *
   * @throws where a column is of another type
   */
  integers(sql: string): Promise<Int32Array[]>;
  /**
   * All rows of a query whose columns are DOUBLE, an array for each column in order, NaN for NULL.
   *
   * @throws where a column is of another type
   */
  doubles(sql: string): Promise<Float64Array[]>;
  /**
   * What each statement of a text is: `SELECT`, or another kind in capitals; `INVALID` for one of several that cannot be
   * prepared, which may need what an earlier one makes. Nothing runs, but names are looked up.
   */
  statementKinds(sql: string): Promise<string[]>;
  /** Adds rows of texts, in batches as they come, to a table whose columns are all VARCHAR. Takes part in a transaction. */
  append(table: string, batches: AsyncIterable<readonly (readonly (string | null)[])[]>): Promise<void>;
  /** Commits what the work did, or rolls all of it back when it throws. Transactions do not nest. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Stops the statement that is running: it fails. Does nothing when none is. */
  interrupt(): void;
  close(): Promise<void>;
}

/** A statement that the database refused or could not finish; `cause` is what the database said. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  /** The statement as it was sent, macros expanded. */
  readonly sql: string;

  constructor(message: string, sql: string, options: ErrorOptions) {
    super(message, options);
    this.sql = sql;
  }
}
