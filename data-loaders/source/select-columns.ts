import type { CanonicalTable, Column } from "./contract/index.js";
import { didYouMean } from "../../src/lib/text/nearest.js";
import { SourceError } from "./source-error.js";
import type { TableSelect } from "./source.js";

/** A column as a SELECT gives it; its type is DuckDB's name. */
export interface SelectedColumn {
  readonly name: string;
  readonly type: string;
}

const wholeNumber = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;

/** Types whose values turn into a canonical type without changing what they mean. Text fits all: its values are tried one by one. */
const families: Readonly<Record<Column["type"], RegExp>> = {
  VARCHAR: /^(ENUM.*|UUID|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/,
  BIGINT: wholeNumber,
  UBIGINT: wholeNumber,
  INTEGER: wholeNumber,
  DOUBLE: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/,
  BOOLEAN: /^BOOLEAN$/,
  DATE: /^DATE$/,
  TIMESTAMP: /^(DATE|TIMESTAMP(_S|_MS|_NS)?|TIMESTAMP WITH TIME ZONE)$/,
};

/** @throws SourceError when a column is unknown, missing, given twice, or of a type that does not fit */
export function checkColumns({ file, table }: TableSelect, columns: readonly SelectedColumn[]): void {
  const known = Object.keys(table.columns);
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name))
      throw new SourceError(`${file}: column "${name}" is given twice`, table.name, { column: name });
    names.add(name);
    if (!(name in table.columns) && !name.startsWith("x_"))
      throw new SourceError(
        `${file}: column "${name}" is not a column of ${table.name}${didYouMean(name, known)}; name columns of your own x_${name}, or leave them out`,
        table.name,
        { column: name },
      );
  }
  for (const [name, column] of Object.entries(table.columns))
    if (column.required && !names.has(name))
      throw new SourceError(
        `${file}: column "${name}" (${column.type}) of ${table.name} is missing: ${column.meaning} Select it, or rename the file if it is another table`,
        table.name,
        { column: name },
      );
  for (const { name, type } of columns) {
    const column = table.columns[name];
    if (column !== undefined && !fits(type, column))
      throw new SourceError(
        `${file}: column "${name}" of ${table.name} is ${type}, expected ${column.type}: cast it in the SELECT`,
        table.name,
        { column: name },
      );
  }
}

function fits(type: string, column: Column): boolean {
  return type === "VARCHAR" || /^"?NULL"?$/.test(type) || families[column.type].test(type);
}

/** Whether a canonical type may be unable to hold a value of a selected type that fits it. */
export function mayNotHold(type: Column["type"], given: string): boolean {
  if (given === type || type === "VARCHAR") return false;
  if (given === "VARCHAR") return true;
  if (type === "BIGINT") return /^(UBIGINT|U?HUGEINT)$/.test(given);
  if (type === "UBIGINT") return wholeNumber.test(given);
  return type === "INTEGER" && !/^(U?TINYINT|U?SMALLINT)$/.test(given) && wholeNumber.test(given);
}

/** The canonical columns in the contract's order, null where the SELECT has none, then the source's own `x_*` columns. */
export function projection(table: CanonicalTable, columns: readonly SelectedColumn[]): string {
  const given = new Map(columns.map((column) => [column.name, column]));
  const canonical = Object.entries(table.columns).map(([name, { type }]) => {
    const column = given.get(name);
    return `${column === undefined ? `CAST(NULL AS ${type})` : castTo(type, column, "CAST")} AS "${name}"`;
  });
  const own = columns
    .filter(({ name }) => name.startsWith("x_"))
    .map(({ name }) => `"${name.replaceAll('"', '""')}"`);
  return [...canonical, ...own].join(", ");
}

/**
 * A selected column as a canonical type. Text becomes a time by way of a time with zone, for a plain cast drops an offset from UTC
 * that is written in it.
 *
 * @param cast `TRY_CAST` gives null where a value does not fit
 */
export function castTo(
  type: Column["type"],
  { name, type: given }: SelectedColumn,
  cast: "CAST" | "TRY_CAST",
): string {
  const value = `"${name}"`;
  if (given === type) return value;
  if (given === "VARCHAR" && type === "TIMESTAMP")
    return `CAST(${cast}(${value} AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP)`;
  return `${cast}(${value} AS ${type})`;
}
