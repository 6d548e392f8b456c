import { z } from "zod";

/** Types of canonical columns, as DuckDB names them. */
export type ColumnType =
  | "VARCHAR"
  | "BIGINT"
  | "UBIGINT"
  | "INTEGER"
  | "DOUBLE"
  | "BOOLEAN"
  | "DATE"
  | "TIMESTAMP";

/** One column of a canonical table. */
export interface Column {
  readonly type: ColumnType;
  /** False where a source may leave the column out, or a row the value. */
  readonly required: boolean;
  /** The values that a text may take, if they are listed. */
  readonly values?: readonly string[];
  /** Least and greatest number allowed; `above` excludes its bound. */
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly meaning: string;
}

/** Rows of one table point at rows of another. */
export interface Reference {
  readonly column: string;
  readonly table: string;
  readonly key: string;
}

/** A canonical table: what every source is mapped to. */
export interface CanonicalTable {
  readonly name: string;
  readonly meaning: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that together name a row; empty where rows have no name. */
  readonly key: readonly string[];
  readonly references: readonly Reference[];
  /** When a row happened: its latest value says how far the table reaches. */
  readonly time: string | null;
  /** Pairs of columns of which the first is never later than the second. */
  readonly order: readonly (readonly [earlier: string, later: string])[];
}

const columnShape = z.strictObject({
  type: z.enum(["VARCHAR", "BIGINT", "UBIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"]),
  required: z.boolean(),
  values: z.array(z.string()).nonempty().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  above: z.number().optional(),
  meaning: z.string().min(1),
});

const tableShape = z.strictObject({
  name: z.string().regex(/^[a-z_]+$/),
  meaning: z.string().min(1),
  columns: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), columnShape),
  key: z.array(z.string()),
  references: z.array(z.strictObject({ column: z.string(), table: z.string(), key: z.string() })),
  time: z.string().nullable(),
  order: z.array(z.tuple([z.string(), z.string()])),
});

type Detail = Partial<Omit<Column, "type" | "required" | "meaning">>;

/** A column that every source of the table has, and every row fills. */
export function required(type: ColumnType, meaning: string, detail: Detail = {}): Column {
  return { type, required: true, meaning, ...detail };
}

/** A column that a source may leave out; a missing value is unknown. */
export function optional(type: ColumnType, meaning: string, detail: Detail = {}): Column {
  return { type, required: false, meaning, ...detail };
}

/**
 * Declares a canonical table.
 *
 * @throws when the declaration names a column that the table does not have
 */
export function canonicalTable(
  name: string,
  meaning: string,
  columns: Readonly<Record<string, Column>>,
  rest: Partial<Pick<CanonicalTable, "key" | "references" | "time" | "order">> = {},
): CanonicalTable {
  const table: CanonicalTable = {
    name,
    meaning,
    columns,
    key: [],
    references: [],
    time: null,
    order: [],
    ...rest,
  };
  tableShape.parse(table);
  const named = [
    ...table.key,
    ...table.references.map(({ column }) => column),
    ...table.order.flat(),
    ...(table.time === null ? [] : [table.time]),
  ];
  for (const column of named)
    if (!(column in columns)) throw new Error(`canonical table ${name} has no column "${column}"`);
  return table;
}
