import type {
  AsyncDuckDB,
  AsyncDuckDBConnection,
  DuckDBDataProtocol,
  VoidLogger,
} from "npm:@duckdb/duckdb-wasm";
import type { Float64, Table, Utf8, Vector, makeData } from "npm:apache-arrow";
import type { TableFile, TableManifest } from "../../lib/sql/table-manifest.js";
import { fetchBytes } from "../fetch-bytes.js";

/** The parts of the browser's database that are loaded when it is first asked. */
interface EngineModule {
  readonly AsyncDuckDB: typeof AsyncDuckDB;
  readonly VoidLogger: typeof VoidLogger;
  readonly DuckDBDataProtocol: typeof DuckDBDataProtocol;
  readonly tableToIPC: (table: Table, kind: "file") => Uint8Array<ArrayBuffer>;
  readonly tableFromIPC: (bytes: Uint8Array) => Table;
  readonly Table: typeof Table;
  readonly Vector: typeof Vector;
  readonly Float64: typeof Float64;
  readonly Utf8: typeof Utf8;
  readonly makeData: typeof makeData;
}

/** Where the engine's files lie. */
export interface EngineFiles {
  readonly module: string;
  readonly worker: string;
  readonly wasm: string;
}

/** What the engine is doing while it starts or loads, and how far it is: 0 to 1. */
export type OnStep = (step: string, share: number) => void;

/** The engine died or had to be ended; the next question starts another. */
export class EngineDied extends Error {
  override readonly name = "EngineDied";
}

/** Of the browser's memory, how much the database may take. */
const memoryLimit = "1500MB";

/**
 * One running DuckDB in a worker: started, locked, and given tables as they are asked for. Once locked it reaches no network, reads
 * no file but the published tables, and its settings cannot be changed.
 */
export class Engine {
  readonly module: EngineModule;
  readonly #database: AsyncDuckDB;
  readonly #worker: Worker;
  readonly #control: AsyncDuckDBConnection;
  readonly #attached = new Map<string, Promise<void>>();
  readonly #death: Promise<never>;
  #die: (error: Error) => void = () => undefined;
  #dead = false;

  private constructor(
    module: EngineModule,
    database: AsyncDuckDB,
    worker: Worker,
    control: AsyncDuckDBConnection,
  ) {
    this.module = module;
    this.#database = database;
    this.#worker = worker;
    this.#control = control;
    this.#death = new Promise((_, reject) => {
      this.#die = reject;
    });
    this.#death.catch(() => undefined);
    worker.addEventListener("error", ({ message }) => this.end(message || "the database's worker failed"));
  }

  /**
   * Fetches, starts and locks the engine.
   *
   * @throws when a file cannot be fetched or the browser cannot run it
   */
  static async start(files: EngineFiles, manifest: TableManifest, onStep: OnStep): Promise<Engine> {
    onStep("Loading the database", 0);
    const [module, script, wasm] = await Promise.all([
      import(/* @vite-ignore */ new URL(files.module, document.baseURI).href) as Promise<EngineModule>,
      fetchBytes(files.worker, 0),
      fetchBytes(files.wasm, wasmBytes, (loaded, total) =>
        onStep("Loading the database", (loaded / total) * 0.9),
      ),
    ]);
    // A worker made from a blob keeps to this page's content security policy whatever headers the host sends.
    const scriptUrl = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const wasmUrl = URL.createObjectURL(new Blob([wasm], { type: "application/wasm" }));
    const worker = new Worker(scriptUrl);
    const database = new module.AsyncDuckDB(new module.VoidLogger(), worker);
    try {
      onStep("Starting the database", 0.92);
      await database.instantiate(wasmUrl);
      await database.open({
        query: { castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true },
      });
      const control = await database.connect();
      await nameTables(control, manifest);
      await lock(control, manifest);
      onStep("Starting the database", 1);
      return new Engine(module, database, worker, control);
    } catch (error) {
      worker.terminate();
      throw new Error(`the database could not be started in this browser: ${messageOf(error)}`, {
        cause: error,
      });
    } finally {
      URL.revokeObjectURL(scriptUrl);
      URL.revokeObjectURL(wasmUrl);
    }
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Ends the engine; whatever it was asked fails with the reason. */
  end(reason: string): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#worker.terminate();
    this.#die(new EngineDied(reason));
  }

  /** A connection of its own for a query. */
  connect(): Promise<AsyncDuckDBConnection> {
    return this.alive(this.#database.connect());
  }

  /** Waits for an answer as long as the engine lives. */
  alive<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#death]);
  }

  /** Makes a table's files readable under its name, fetching those that were not fetched yet. */
  async provide(
    name: string,
    files: readonly TableFile[],
    fetchFile: (file: TableFile) => Promise<Blob>,
  ): Promise<void> {
    for (const file of files) {
      const attached = this.#attached.get(file.path) ?? this.#attach(file, fetchFile);
      this.#attached.set(file.path, attached);
      try {
        await attached;
      } catch (error) {
        this.#attached.delete(file.path);
        throw error;
      }
    }
    const parts = files.map((file) => `SELECT * FROM ${identifier(databaseOf(file))}.${identifier(name)}`);
    await this.alive(
      this.#control.query(`CREATE OR REPLACE VIEW ${identifier(name)} AS ${parts.join(" UNION ALL ")}`),
    );
  }

  /** Adds a table of the page's own, once. */
  async add(name: string, tableOf: (module: EngineModule) => Promise<Table>): Promise<void> {
    const added = this.#attached.get(`own ${name}`) ?? this.#insert(name, tableOf);
    this.#attached.set(`own ${name}`, added);
    await added;
  }

  async #insert(name: string, tableOf: (module: EngineModule) => Promise<Table>): Promise<void> {
    const table = await tableOf(this.module);
    await this.alive(this.#control.insertArrowTable(table, { name, create: true }));
  }

  async #attach(file: TableFile, fetchFile: (file: TableFile) => Promise<Blob>): Promise<void> {
    const blob = await fetchFile(file);
    const name = fileNameOf(file);
    await this.alive(
      this.#database.registerFileHandle(name, blob, this.module.DuckDBDataProtocol.BROWSER_FILEREADER, true),
    );
    await this.alive(this.#control.query(`ATTACH '${name}' AS ${identifier(databaseOf(file))} (READ_ONLY)`));
  }
}

/** Bytes of the gzipped WebAssembly, about: for the progress where a host does not say. */
const wasmBytes = 8_300_000;

/** Name of a published file inside the engine. */
function fileNameOf({ path }: TableFile): string {
  return (path.split("/").at(-1) ?? path).replace(/\.bin$/, ".duckdb");
}

function databaseOf(file: TableFile): string {
  return fileNameOf(file).replace(/\.duckdb$/, "");
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Takes away, for good, every way to reach beyond the published tables. Their files stay allowed, with those that the database looks for
 * beside a file that it attaches.
 */
async function lock(connection: AsyncDuckDBConnection, { tables }: TableManifest): Promise<void> {
  const paths = tables
    .flatMap(({ files }) => files.map(fileNameOf))
    .flatMap((name) =>
      ["", ".wal", ".tmp", ".checkpoint", ".wal.checkpoint", ".wal.recovery"].map((end) => `'${name}${end}'`),
    );
  for (const setting of [
    `allowed_paths = [${paths.join(", ")}]`,
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "allow_community_extensions = false",
    `memory_limit = '${memoryLimit}'`,
    "enable_external_access = false",
    "lock_configuration = true",
  ])
    await connection.query(`SET ${setting}`);
}

/** Gives every published table its name and columns before its rows are there, so that SHOW and DESCRIBE know of it. */
async function nameTables(connection: AsyncDuckDBConnection, { tables }: TableManifest): Promise<void> {
  for (const { name, columns } of tables)
    await connection.query(
      `CREATE VIEW ${identifier(name)} AS SELECT ${columns.map((column) => `CAST(NULL AS ${column.type}) AS ${identifier(column.name)}`).join(", ")} WHERE FALSE`,
    );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
