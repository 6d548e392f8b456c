import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { canonicalTableNamed, contract, type CanonicalTable } from "./contract/index.js";
import { didYouMean } from "../../src/lib/text/nearest.js";
import { readSourceFile, type SourceFile } from "./source-file.js";

/** One canonical table as a source gives it. */
export interface TableSelect {
  readonly table: CanonicalTable;
  /** Path of the SELECT. */
  readonly file: string;
  /** The SELECT as written, `{data}` still in it. */
  readonly sql: string;
}

/** A folder of SELECTs that maps a team's own data to the canonical tables. */
export interface Source {
  /** The folder's name: names the warehouse below `.shrike`. */
  readonly name: string;
  readonly folder: string;
  /** Folder that `{data}` stands for, as given; undefined when none was. */
  readonly data: string | undefined;
  readonly about: SourceFile;
  /** In the contract's order. */
  readonly tables: readonly TableSelect[];
}

/**
 * Reads a source's folder: `source.yaml`, and one `<table>.sql` a canonical table. Where `--data` is not given, `{data}` stands
 * for the folder's own `data/`, if there is one.
 *
 * @throws when the folder is missing, a SELECT's name is no canonical table, or a SELECT needs `{data}` and none was given
 */
export function readSource(folder: string, options: { data?: string | undefined } = {}): Source {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`--source ${folder}: there is no such folder`);
  const { data = existsSync(join(folder, "data")) ? join(folder, "data") : undefined } = options;
  if (data !== undefined && !existsSync(data)) throw new Error(`--data ${data}: there is no such folder`);
  const about = readSourceFile(folder);
  const names = contract.map(({ name }) => name);
  const selects = readdirSync(folder)
    .filter((file) => file.endsWith(".sql") && !file.endsWith(".fingerprint.sql"))
    .map((file) => readSelect(folder, file, names));
  if (selects.length === 0)
    throw new Error(
      `--source ${folder}: holds no <table>.sql; expected one SELECT a canonical table (${names.join(", ")})`,
    );
  const needing = selects.find(({ sql }) => sql.includes("{data}"));
  if (needing !== undefined && data === undefined)
    throw new Error(
      `${needing.file} reads {data}, but --data was not given: add --data <folder of the source's files>`,
    );
  const order = new Map(names.map((name, index) => [name, index]));
  return {
    name: basename(resolve(folder)),
    folder,
    data,
    about,
    tables: selects.sort((a, b) => (order.get(a.table.name) ?? 0) - (order.get(b.table.name) ?? 0)),
  };
}

function readSelect(folder: string, file: string, names: readonly string[]): TableSelect {
  const name = basename(file, ".sql");
  const table = canonicalTableNamed(name);
  if (table === undefined)
    throw new Error(
      `${join(folder, file)}: "${name}" is no canonical table${didYouMean(name, names)}; expected one of ${names.join(", ")}`,
    );
  return { table, file: join(folder, file), sql: readFileSync(join(folder, file), "utf8") };
}

/** A SELECT with the data folder's path in place of `{data}`. */
export function withData(sql: string, data: string | undefined): string {
  return data === undefined ? sql : sql.replaceAll("{data}", resolve(data).replaceAll("'", "''"));
}
