import type { Table } from "npm:apache-arrow";
import { csvParseRows } from "npm:d3";
import type { Engine } from "./engine.js";

/**
 * A table of the page's own from the output of its loader.
 *
 * @throws where it is none of CSV, Arrow IPC and Parquet, or holds no row
 */
export async function ownTable(module: Engine["module"], name: string, file: Blob): Promise<Table> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 6));
  if (start === "ARROW1" || start.startsWith("\xff\xff\xff\xff")) return module.tableFromIPC(bytes);
  const rows = start.startsWith("PAR1") ? await parquetRows(bytes) : csvRows(new TextDecoder().decode(bytes));
  if (rows.length === 0)
    throw new Error(`${name}: the loader printed no row; expected CSV with a header, Arrow IPC or Parquet`);
  return arrowTable(module, rows);
}

/** Made by hand: Arrow's own builders make functions from text, which the page's content security policy forbids. */
function arrowTable(module: Engine["module"], rows: readonly Record<string, unknown>[]): Table {
  const columns = Object.keys(rows[0] ?? {}).map((name) => {
    const values = rows.map((row) => row[name] ?? null);
    return [name, columnVector(module, values)];
  });
  return new module.Table(Object.fromEntries(columns) as Record<string, never>);
}

function columnVector({ makeData, Vector, Float64, Utf8 }: Engine["module"], values: readonly unknown[]) {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  for (const [at, value] of values.entries())
    if (value !== null) nullBitmap[at >> 3] = (nullBitmap[at >> 3] ?? 0) | (1 << (at & 7));
  const common = {
    length: values.length,
    nullCount: values.filter((value) => value === null).length,
    nullBitmap,
  };
  if (values.every((value) => value === null || typeof value === "number"))
    return new Vector([
      makeData({ ...common, type: new Float64(), data: Float64Array.from(values, Number) }),
    ]);
  const texts = values.map((value) => new TextEncoder().encode(value === null ? "" : String(value)));
  const valueOffsets = new Int32Array(values.length + 1);
  for (const [at, text] of texts.entries()) valueOffsets[at + 1] = (valueOffsets[at] ?? 0) + text.length;
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
  for (const [at, text] of texts.entries()) data.set(text, valueOffsets[at]);
  return new Vector([makeData({ ...common, type: new Utf8(), valueOffsets, data })]);
}

async function parquetRows(bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, unknown>[]> {
  const { parquetReadObjects } = await import("npm:hyparquet");
  const rows = await parquetReadObjects({ file: bytes.buffer });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    ),
  );
}

/** Columns of which every value is a number are numbers; an empty cell is unknown. */
function csvRows(text: string): Record<string, unknown>[] {
  const [header = [], ...rows] = csvParseRows(text.replace(/^\ufeff/, ""));
  const numeric = header.map((_, at) =>
    rows.every(
      (row) =>
        row[at] === undefined || row[at] === "" || /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(row[at]),
    ),
  );
  return rows.map((row) =>
    Object.fromEntries(
      header.map((name, at) => {
        const value = row[at] ?? "";
        return [name, value === "" ? null : numeric[at] ? Number(value) : value];
      }),
    ),
  );
}
