import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import { checkStatement, tablesNamed } from "../../lib/sql/statement.js";
import type { TableFile, TableManifest } from "../../lib/sql/table-manifest.js";
import { fetchBytes } from "../fetch-bytes.js";
import { siteRoot } from "../site-links.js";
import { Engine, EngineDied, type EngineFiles, type OnStep } from "./engine.js";
import { ownTable } from "./own-table.js";
import { problemOf, QueryError } from "./query-error.js";
import { QueryResult } from "./query-result.js";
import { keepResult } from "./run-statement.js";
import { stopper } from "./stopper.js";

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
      const name = `result_${(this.#runs += 1)}`;
      const kept = await keepResult(engine, connection, { ...statement, asked: text, name, mostRows });
      return new QueryResult(engine, connection, `temp.main.${name}`, {
        ...kept,
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
