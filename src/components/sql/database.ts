import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import { explainError, type QueryProblem } from "../../lib/sql/query-error.js";
import { checkStatement, tablesNamed } from "../../lib/sql/statement.js";
import type { TableFile, TableManifest } from "../../lib/sql/table-manifest.js";
import { fetchBytes } from "../fetch-bytes.js";
import { siteRoot } from "../site-links.js";
import { Engine, EngineDied, type EngineFiles, type OnStep } from "./engine.js";
import { ownTable } from "./own-table.js";
import { QueryResult, rowsOf, type ResultColumn } from "./query-result.js";

/** A query that gave no result: what was wrong, and where in its text. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly problem: QueryProblem;

  constructor(problem: QueryProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}

/** How a query is run. */
export interface RunOptions {
  /** Stops it. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which it is stopped; 30 seconds unless told. */
  readonly timeout?: number;
  /** Rows kept of the result; one million unless told. */
  readonly mostRows?: number;
  readonly onStep?: OnStep;
}

/** How long a query that was stopped may take to say so before its engine is ended. */
const patience = 400;

/** The published tables behind SQL: starts an engine when the first query needs one, and another when one died. */
export class Database {
  readonly manifest: TableManifest;
  readonly #files: EngineFiles;
  #engine: Promise<Engine> | undefined;
  #blobs = new Map<string, Promise<Blob>>();
  readonly #own = new Map<string, () => Promise<Blob>>();
  #runs = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(manifest: TableManifest, files: EngineFiles) {
    this.manifest = manifest;
    this.#files = files;
  }

  /** Starts the engine before it is asked anything. */
  async start(onStep: OnStep = () => undefined): Promise<Engine> {
    const current = await this.#engine?.catch(() => undefined);
    if (current !== undefined && !current.dead) return current;
    const starting = Engine.start(this.#files, this.manifest, onStep);
    this.#engine = starting;
    return starting;
  }

  /** An engine that has some published tables, and a connection of its own to it: for pages that keep tables of theirs. */
  async open(
    tables: readonly string[],
    onStep: OnStep = () => undefined,
  ): Promise<{ readonly engine: Engine; readonly connection: AsyncDuckDBConnection }> {
    const engine = await this.start(onStep);
    await this.#provide(engine, tables.join(", "), onStep);
    return { engine, connection: await this.#connect(engine) };
  }

  /**
   * Adds a table of the page's own: CSV, Arrow IPC or Parquet, told apart by its first bytes. It is read when a query first names it.
   *
   * @param name as queries call it
   */
  own(name: string, fetchFile: () => Promise<Blob>): void {
    if (!/^[a-z][a-z0-9_]*$/.test(name))
      throw new Error(
        `"${name}" is no name for a table: expected small letters, digits and _, a letter first`,
      );
    if (this.manifest.tables.some((table) => table.name === name))
      throw new Error(`"${name}" is the name of a published table: choose another`);
    this.#own.set(name, fetchFile);
  }

  /**
   * Runs one statement that reads; queries wait for one another.
   *
   * @throws QueryError with the place in the text where one is known
   */
  run(text: string, options: RunOptions = {}): Promise<QueryResult> {
    const run = this.#last.catch(() => undefined).then(() => this.#run(text, options));
    this.#last = run;
    return run;
  }

  async #run(
    text: string,
    { signal, timeout = 30_000, mostRows = 1_000_000, onStep = () => undefined }: RunOptions,
  ): Promise<QueryResult> {
    const statement = checkStatement(text);
    if (!statement.ok) throw new QueryError(statement);
    if (signal?.aborted) throw new QueryError({ message: "Stopped" });
    const engine = await this.start(onStep);
    await this.#provide(engine, statement.text, onStep);
    if (signal?.aborted) throw new QueryError({ message: "Stopped" });
    onStep("Running", 1);
    const began = performance.now();
    const connection = await this.#connect(engine);
    const stop = stopper(engine, connection, signal, timeout);
    try {
      await explainFirst(engine, connection, statement.text, text);
      const table = `temp.main.result_${(this.#runs += 1)}`;
      const inner = statement.explains ? explained(statement.text) : statement.text;
      await drain(
        engine,
        connection,
        statement.explains
          ? inner
          : `CREATE TEMP TABLE ${table.split(".").at(-1) ?? ""} AS SELECT * FROM (\n${inner}\n) LIMIT ${mostRows + 1}`,
        statement.explains ? table.split(".").at(-1) : undefined,
      );
      const columns = await describe(engine, connection, table);
      const rows = await count(engine, connection, table);
      if (rows > mostRows)
        await engine.alive(connection.query(`DELETE FROM ${table} WHERE rowid = ${mostRows}`));
      return new QueryResult(engine, connection, table, {
        columns,
        rows: Math.min(rows, mostRows),
        cut: rows > mostRows,
        milliseconds: performance.now() - began,
      });
    } catch (error) {
      if (!engine.dead) connection.close().catch(() => undefined);
      throw stop.reason ? new QueryError({ message: stop.reason }, { cause: error }) : problemOf(error, text);
    } finally {
      stop.clear();
    }
  }

  /** A connection, or, where the engine no longer answers, one of a fresh engine's making at the next try. */
  async #connect(engine: Engine): Promise<AsyncDuckDBConnection> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        engine.end("The database no longer answered, and was ended: run the query again, it starts afresh");
        reject(
          new EngineDied(
            "The database no longer answered, and was ended: run the query again, it starts afresh",
          ),
        );
      }, 3000);
    });
    try {
      return await Promise.race([engine.connect(), silent]);
    } catch (error) {
      throw new QueryError(
        { message: error instanceof Error ? error.message : String(error) },
        { cause: error },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  async #provide(engine: Engine, text: string, onStep: OnStep): Promise<void> {
    const { tables } = this.manifest;
    for (const name of tablesNamed(text, this.#own.keys())) {
      onStep(`Loading ${name}`, 0);
      const fetchFile = this.#own.get(name);
      if (fetchFile !== undefined)
        await engine.add(name, async (module) => ownTable(module, name, await fetchFile()));
    }
    for (const name of tablesNamed(
      text,
      tables.map((table) => table.name),
    )) {
      const table = tables.find((one) => one.name === name);
      if (table === undefined) continue;
      let done = 0;
      try {
        await engine.provide(name, table.files, async (file) => {
          const blob = await this.#fetch(file, (share) =>
            onStep(`Loading ${name}`, (done + share) / table.files.length),
          );
          done += 1;
          return blob;
        });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new QueryError({ message: `Table ${name} could not be loaded: ${why}` }, { cause: error });
      }
    }
  }

  /** Files are kept as blobs, so that a fresh engine needs no network. */
  #fetch(file: TableFile, onShare: (share: number) => void): Promise<Blob> {
    const url = new URL(`${siteRoot()}${file.path}?v=${this.manifest.version}`, document.baseURI).href;
    const known = this.#blobs.get(url) ?? fetchBytes(url, 0, (loaded, total) => onShare(loaded / total));
    this.#blobs.set(url, known);
    known.catch(() => this.#blobs.delete(url));
    return known;
  }
}

interface Stop {
  /** Why the query was stopped; undefined while it was not. */
  readonly reason: string | undefined;
  clear(): void;
}

/** Stops a query at its signal or time limit, and ends an engine that does not heed that. */
function stopper(
  engine: Engine,
  connection: AsyncDuckDBConnection,
  signal: AbortSignal | undefined,
  timeout: number,
): Stop {
  let reason: string | undefined;
  let last: ReturnType<typeof setTimeout> | undefined;
  const stop = (why: string): void => {
    reason ??= why;
    connection.cancelSent().catch(() => undefined);
    last ??= setTimeout(() => {
      reason = `${reason ?? why}; the database did not heed it and was ended, the next query starts it afresh`;
      engine.end(reason);
    }, patience);
  };
  const timer = setTimeout(() => stop(`Stopped after ${timeout / 1000} seconds, the time limit`), timeout);
  const onAbort = (): void => stop("Stopped");
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    get reason() {
      return reason;
    },
    clear() {
      clearTimeout(timer);
      clearTimeout(last);
      signal?.removeEventListener("abort", onAbort);
    },
  };
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

function problemOf(error: unknown, text: string, offset = 0): QueryError {
  if (error instanceof QueryError) return error;
  const raw = error instanceof Error ? error.message : String(error);
  const from = Number.POSITIVE_INFINITY;
  return new QueryError(explainError(raw, offset === 0 ? from : offset, text), { cause: error });
}
