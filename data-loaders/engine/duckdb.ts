import { availableParallelism } from "node:os";
import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  StatementType,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBResultReader,
  type DuckDBType,
} from "@duckdb/node-api";
import { EngineError, type Engine, type Parameter } from "./engine.js";
import { expandMacros } from "./macros/index.js";
import { toJavaScript } from "./values.js";

export interface DuckDBOptions {
  /** A file, made if it is not there, or `:memory:`. */
  readonly path: string;
  readonly readOnly?: boolean;
  readonly threads?: number;
  /** e.g. `8GB`; beyond it the database spills to its temporary directory. */
  readonly memoryLimit?: string;
  readonly temporaryDirectory?: string;
}

/**
 * Opens an embedded DuckDB. Extensions are neither installed nor loaded by themselves, so that no statement reaches for a network;
 * times with a zone turn into UTC whatever the machine's zone is.
 *
 * @throws with the path, when the file cannot be opened
 */
export async function openDuckDB({
  path,
  readOnly = false,
  threads = availableParallelism(),
  memoryLimit,
  temporaryDirectory,
}: DuckDBOptions): Promise<Engine> {
  const settings: Record<string, string> = {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    threads: String(threads),
    preserve_insertion_order: "false",
    ...(readOnly ? { access_mode: "READ_ONLY" } : {}),
    ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
    ...(temporaryDirectory === undefined ? {} : { temp_directory: temporaryDirectory }),
  };
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(path, settings);
  } catch (error) {
    throw new Error(`cannot open the database ${path}: ${messageOf(error)}`, { cause: error });
  }
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return new DuckDBEngine(instance, connection);
}

/** Rows that one of the database's vectors holds. */
const chunkRows = 2048;

class DuckDBEngine implements Engine {
  readonly dialect = "duckdb";
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  async execute(sql: string, parameters?: readonly Parameter[]): Promise<void> {
    await this.#run(sql, (expanded) => this.#connection.run(expanded, bound(parameters)));
  }

  async query<Row>(sql: string, parameters?: readonly Parameter[]): Promise<Row[]> {
    const reader = await this.#read(sql, parameters);
    return reader.convertRowObjects(toJavaScript) as Row[];
  }

  async columns(sql: string, parameters?: readonly Parameter[]): Promise<Record<string, unknown[]>> {
    const reader = await this.#read(sql, parameters);
    return reader.convertColumnsObject(toJavaScript);
  }

  async integers(sql: string): Promise<Int32Array[]> {
    const columns = await this.#chunks(sql, INTEGER, Int32Array, 0);
    return columns.map((parts) => joined(parts, Int32Array));
  }

  async doubles(sql: string): Promise<Float64Array[]> {
    const columns = await this.#chunks(sql, DOUBLE, Float64Array, Number.NaN);
    return columns.map((parts) => joined(parts, Float64Array));
  }

  async statementKinds(sql: string): Promise<string[]> {
    return this.#run(sql, async (expanded) => {
      const statements = await this.#connection.extractStatements(expanded);
      const kinds: string[] = [];
      for (let index = 0; index < statements.count; index++) {
        try {
          const prepared = await statements.prepare(index);
          kinds.push(StatementType[prepared.statementType]);
          prepared.destroySync();
        } catch (error) {
          if (statements.count === 1) throw error;
          kinds.push("INVALID");
        }
      }
      return kinds;
    });
  }

  async append(
    table: string,
    batches: AsyncIterable<readonly (readonly (string | null)[])[]>,
  ): Promise<void> {
    const label = `append to "${table}"`;
    const appender = await this.#run(label, () => this.#connection.createAppender(table));
    try {
      for await (const rows of batches)
        for (let start = 0; start < rows.length; start += chunkRows)
          await this.#run(label, async () => {
            const chunk = DuckDBDataChunk.create(Array.from({ length: appender.columnCount }, () => VARCHAR));
            chunk.setRows(rows.slice(start, start + chunkRows).map((row) => [...row]));
            appender.appendDataChunk(chunk);
          });
      await this.#run(label, async () => appender.flushSync());
    } finally {
      appender.closeSync();
    }
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.execute("BEGIN TRANSACTION");
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await this.execute("ROLLBACK").catch(() => undefined);
      throw error;
    }
    await this.execute("COMMIT");
    return result;
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  async close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** The chunks of each column of a query whose columns are all of one type, read item by item: arrays of values would be garbage. */
  #chunks<Part extends Int32Array | Float64Array>(
    sql: string,
    type: DuckDBType,
    array: new (length: number) => Part,
    unknown: number,
  ): Promise<Part[][]> {
    return this.#run(sql, async (expanded) => {
      const result = await this.#connection.stream(expanded);
      const other = result.columnTypes().findIndex(({ typeId }) => typeId !== type.typeId);
      if (other >= 0)
        throw new Error(
          `column ${result.columnName(other)} is ${result.columnType(other).toString()}, expected ${type.toString()}`,
        );
      const parts: Part[][] = result.columnTypes().map(() => []);
      for (
        let chunk = await result.fetchChunk();
        chunk && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      )
        for (const [column, arrays] of parts.entries()) {
          const vector = chunk.getColumnVector(column);
          const part = new array(chunk.rowCount);
          for (let row = 0; row < part.length; row++) part[row] = (vector.getItem(row) ?? unknown) as number;
          arrays.push(part);
        }
      return parts;
    });
  }

  #read(sql: string, parameters?: readonly Parameter[]): Promise<DuckDBResultReader> {
    return this.#run(sql, (expanded) => this.#connection.runAndReadAll(expanded, bound(parameters)));
  }

  async #run<T>(sql: string, work: (expanded: string) => Promise<T>): Promise<T> {
    const expanded = expandMacros(sql, this.dialect);
    try {
      return await work(expanded);
    } catch (error) {
      throw new EngineError(messageOf(error), expanded, { cause: error });
    }
  }
}

function joined<A extends Int32Array | Float64Array>(
  parts: readonly A[],
  type: new (length: number) => A,
): A {
  const whole = new type(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function bound(parameters: readonly Parameter[] | undefined): Parameter[] | undefined {
  return parameters === undefined ? undefined : [...parameters];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
