import { measureOf } from "../../lib/sql/chart-choice.js";
import { csvTable } from "../../lib/text/csv.js";
import { saveFile } from "../save-file.js";
import { rowsOf, type QueryResult } from "./query-result.js";

/** Saves the rows as CSV; cells that a spreadsheet would take for formulas are guarded. */
export async function saveCsv(result: QueryResult, name: string, simulated: boolean): Promise<string> {
  const rows = rowsOf(await result.table());
  const text = csvTable(
    [...result.columns.map((column) => column.name), ...(simulated ? ["data"] : [])],
    simulated ? rows.map((row) => [...row, "simulated"]) : rows,
  );
  return saveFile(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
}

/** Saves the rows as Parquet: numbers as doubles, truth values as such, all else as text. */
export async function saveParquet(result: QueryResult, name: string): Promise<string> {
  const { parquetWriteBuffer } = await import("npm:hyparquet-writer");
  const rows = rowsOf(await result.table());
  const columnData = result.columns.map(({ name, type }, at) => {
    const values = rows.map((row) => row[at] ?? null);
    if (measureOf(type) === "number")
      return {
        name,
        data: values.map((value) => (value === null ? null : Number(value))),
        type: "DOUBLE" as const,
      };
    if (type === "BOOLEAN") return { name, data: values, type: "BOOLEAN" as const };
    return {
      name,
      data: values.map((value) => (value === null ? null : String(value))),
      type: "STRING" as const,
    };
  });
  return saveFile(
    `${name}.parquet`,
    new Blob([parquetWriteBuffer({ columnData })], { type: "application/vnd.apache.parquet" }),
  );
}

/** Saves the rows as an Arrow file, in the database's own types. */
export async function saveArrow(result: QueryResult, name: string): Promise<string> {
  return saveFile(
    `${name}.arrow`,
    new Blob([await result.arrow()], { type: "application/vnd.apache.arrow.file" }),
  );
}
